"""The one module that reaches the network: archives that lie elsewhere, by fsspec, and workers, by dask.distributed.

Nothing is asked for but what a researcher names: an address of archives, the address of a scheduler.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

import dask
import fsspec
from distributed import Client, Scheduler, SpecCluster, Worker
from distributed.comm import inproc
from fsspec.core import url_to_fs

from analyzer.errors import AnalyzerError, UsageError

HERE = "127.0.0.1"
ANSWER = 10.0  # seconds in which a scheduler answers


@dataclass(frozen=True, slots=True)
class Place:
    """A file or folder: its address, its name, whether it is a folder, its size in bytes, what changes when it does."""

    address: str
    name: str
    is_folder: bool
    size: int
    stamp: str


class Shelf:
    """The file system of an address, and the address's path on it. Raises UsageError where no driver knows it."""

    def __init__(self, address: str) -> None:
        self.address = address
        try:
            self.system, self.path = url_to_fs(address)
        except ImportError as error:
            raise UsageError(
                "{address} needs a driver that is not installed: {error}.", address=_bare(address), error=error
            ) from None
        except (ValueError, OSError) as error:
            raise UsageError(
                "{address} is no address that can be opened ({why}).", address=_bare(address), why=type(error).__name__
            ) from None

    @property
    def is_here(self) -> bool:
        """Whether it is a path of this machine."""
        protocol = self.system.protocol
        return "file" in ((protocol,) if isinstance(protocol, str) else protocol)

    def entry(self, path: str = "") -> Place:
        """What stands at a path. Raises FileNotFoundError."""
        return self._entry(self._asked(lambda: self.system.info(path or self.path)))

    def inside(self, path: str = "", *, deep: bool = False) -> list[Place]:
        """What stands in a folder, by name; all files below it, with `deep`."""
        folder = path or self.path
        if deep:
            found = list(self._asked(lambda: self.system.find(folder, detail=True)).values())
        else:
            found = self._asked(lambda: self.system.ls(folder, detail=True))
        return sorted((self._entry(self._sized(each)) for each in found), key=lambda each: each.address)

    def _sized(self, info: dict[str, Any]) -> dict[str, Any]:
        """What is known of a file, its size asked for where a listing does not tell it."""
        is_folder = info.get("type") == "directory" or str(info["name"]).endswith("/")
        return (
            info if is_folder or info.get("size") is not None else self._asked(lambda: self.system.info(info["name"]))
        )

    def matching(self) -> list[Place]:
        """What the address, a pattern, stands for, by name."""
        found: dict[str, Any] = self._asked(lambda: self.system.glob(self.path, detail=True))
        return sorted((self._entry(each) for each in found.values()), key=lambda each: each.address)

    def fetch(self, path: str = "") -> Callable[[int, int], bytes]:
        """Gets bytes of a file: the first, and the one after the last."""
        whole = path or self.path
        return lambda first, last: bytes(self.system.cat_file(whole, start=first, end=last))

    def read(self) -> bytes:
        """The whole of a file."""
        return bytes(self._asked(lambda: self.system.cat_file(self.path)))

    def _asked(self, ask: Callable[[], Any]) -> Any:
        try:
            return ask()
        except FileNotFoundError:
            raise
        except Exception as error:  # noqa: BLE001  # each driver has errors of its own
            raise AnalyzerError(
                "{address} does not answer as it should ({why}). Nothing was begun: look whether the address and"
                " your rights are right.",
                address=_bare(self.address),
                why=type(error).__name__,
            ) from None

    def _entry(self, info: dict[str, Any]) -> Place:
        path = str(info["name"])
        stamp = next((str(info[key]) for key in ("ETag", "etag", "md5", "mtime", "LastModified") if info.get(key)), "")
        whole = path if self.is_here else str(self.system.unstrip_protocol(path))
        name = path.rstrip("/").replace("\\", "/").rpartition("/")[2]
        is_folder = info.get("type") == "directory" or path.endswith("/")  # HTTP knows no folders but by their names
        return Place(whole, name, is_folder, int(info.get("size") or 0), stamp)


def _bare(address: str) -> str:
    """An address without a password in it."""
    head, found, rest = address.partition("://")
    return f"{head}://{rest.rpartition('@')[2]}" if found else address


def is_pattern(address: str) -> bool:
    """Whether an address is a pattern of several."""
    return bool(fsspec.core.has_magic(address))


class Workers:
    """Where archives are analysed: a scheduler that is there already, or workers of this machine."""

    client: Client | None

    def __init__(self, scheduler: str = "", number: int = 1, dashboard: bool = False) -> None:
        self.scheduler, self.client, self._cluster = scheduler, None, None
        _silence()
        if scheduler:
            self._connect()
        else:
            self._cluster = _local(number, dashboard)
            self.client = Client(self._cluster, set_as_default=False)

    def _connect(self) -> None:
        try:
            self.client = Client(self.scheduler, timeout=ANSWER, set_as_default=False)
        except (OSError, ValueError, TimeoutError):
            raise UsageError(
                "The scheduler at {address} does not answer. Start it, or leave --scheduler out to use this"
                " machine; what is done already stays, and the same command goes on from there.",
                address=self.scheduler,
            ) from None

    @property
    def dashboard(self) -> str:
        """The address of Dask's page of this machine's workers; "" without one."""
        server = self._cluster.scheduler.http_server if self._cluster else None
        return f"http://{HERE}:{server.port}/status" if server else ""

    def threads(self) -> int:
        """How many archives are analysed at once just now; 0 where no worker is there."""
        assert self.client
        workers = self.client.scheduler_info(n_workers=-1).get("workers", {})
        return sum(each["nthreads"] for each in workers.values())

    @property
    def is_connected(self) -> bool:
        return self.client is not None and self.client.status == "running"

    def reconnected(self, patience: float) -> bool:
        """Wait until the scheduler is there again; False where it is not for so many seconds."""
        end = time.monotonic() + patience
        while time.monotonic() < end:
            if self.is_connected:
                return True
            if self.client is None or self.client.status in ("closed", "closing"):
                try:
                    self._connect()
                except UsageError:
                    self.client = None
            time.sleep(0.2)
        return self.is_connected

    def close(self) -> None:
        """Let go of client and workers. Those that do not go in time end with this process: no work is lost by it."""
        if self.client is not None:
            with suppress(OSError):  # a TimeoutError is one, and is no fault of the disk
                self.client.close(timeout=2)
        if self._cluster is not None:
            with suppress(OSError):
                self._cluster.close(timeout=10)


def _local(number: int, dashboard: bool) -> SpecCluster:
    """Workers in threads of this process: each analyses in a process of its own, so nothing needs a port."""
    inproc.global_manager._ip = HERE  # else Dask asks the system by which way a host of the internet would be reached
    quiet: dict[str, Any] = {} if dashboard else {"distributed.scheduler.http.routes": []}
    # Dask watches itself many times a second, which nobody looks at here.
    quiet |= {"distributed.admin.tick.interval": "1s"}
    quiet |= {} if dashboard else {"distributed.admin.system-monitor.interval": "60s"}
    quiet |= {"distributed.worker.http.routes": [], "distributed.worker.profile.enabled": False}
    with dask.config.set(quiet):
        shared = {"protocol": "inproc://", "dashboard_address": f"{HERE}:0"}
        worker = {"cls": Worker, "options": {**shared, "nthreads": 1, "memory_limit": 0, "dashboard": False}}
        scheduler = {"cls": Scheduler, "options": {**shared, "dashboard": dashboard}}
        return SpecCluster(
            scheduler=scheduler, workers=dict.fromkeys(range(number), worker), worker=worker,
            silence_logs=logging.CRITICAL, name="analyze-study",
        )  # fmt: skip


def _silence() -> None:
    for name in ("distributed", *(each for each in logging.root.manager.loggerDict if each.startswith("distributed"))):
        logging.getLogger(name).setLevel(logging.CRITICAL)
