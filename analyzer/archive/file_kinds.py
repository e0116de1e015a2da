"""Which endings of names are photos, videos and sound."""

from __future__ import annotations

from analyzer.model import MediaType

MEDIA_TYPES: dict[str, MediaType] = {
    **dict.fromkeys(("jpg", "jpeg", "png", "gif", "webp", "heic", "heif", "bmp", "tif", "tiff", "avif"), "photo"),
    **dict.fromkeys(("mp4", "mov", "m4v", "webm", "avi", "3gp", "mkv", "mpg", "mpeg"), "video"),
    **dict.fromkeys(("mp3", "m4a", "aac", "wav", "ogg", "opus", "amr"), "audio"),
}

MEDIA_EXTENSIONS = frozenset(MEDIA_TYPES)
