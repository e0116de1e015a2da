"""Zips, parts and folders as one guarded, read-only tree of files for each export."""

from analyzer.archive.containers import Member, MemberUnreadable
from analyzer.archive.exports import Export, Opened, open_exports
from analyzer.archive.pieces import File

__all__ = ["Export", "File", "Member", "MemberUnreadable", "Opened", "open_exports"]
