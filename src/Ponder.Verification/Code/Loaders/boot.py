import os
def line():
    text = b""
    while not text.endswith(b"\n"):
        byte = os.read(0, 1)
        if not byte: os._exit(0)
        text += byte
    return text[:-1].decode()
def data():
    left, parts = int(line()), []
    while left:
        part = os.read(0, left)
        if not part: os._exit(0)
        parts.append(part)
        left -= len(part)
    return b"".join(parts)
# No more than every program needs: a third of a short run's processor time went into importing json here.
import sys, builtins, _sitebuiltins
builtins.exit = _sitebuiltins.Quitter("exit", "Ctrl-D")
builtins.quit = _sitebuiltins.Quitter("quit", "Ctrl-D")
sys.path.append("/usr/lib/python3/dist-packages")
os.write(1, b"\x01")
exec(compile(data(), "loader", "exec"), {"data": data, "line": line})
