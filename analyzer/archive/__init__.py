"""Zips, parts and folders as one guarded, read-only tree of files for each export."""

from analyzer.archive.containers import Container
from analyzer.archive.exports import Export, Opened, Stray, open_exports
from analyzer.archive.member import Member, MemberUnreadable
from analyzer.archive.pieces import File

__all__ = ["Container", "Export", "File", "Member", "MemberUnreadable", "Opened", "Stray", "open_exports"]
