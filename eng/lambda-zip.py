"""Zips a folder for AWS Lambda: the same bytes in give the same zip, and programs stay executable.

usage: lambda-zip.py FOLDER ZIP
"""
import os
import sys
import zipfile

folder, target = sys.argv[1:3]
names = sorted(
    os.path.relpath(os.path.join(root, name), folder) for root, _, files in os.walk(folder) for name in files
)
with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
    for name in names:
        path = os.path.join(folder, name)
        # No time of day and nobody's umask: what differs between two builds would be deployed again.
        entry = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
        entry.create_system = 3
        entry.compress_type = zipfile.ZIP_DEFLATED
        with open(path, "rb") as file:
            content = file.read()
        is_program = content.startswith((b"\x7fELF", b"#!"))
        entry.external_attr = (0o100755 if is_program else 0o100644) << 16
        archive.writestr(entry, content, compresslevel=9)
