"""The tests. Where Python may write no compiled modules beside their sources, as in many containers, they have a folder of their own."""

import os
import sys
from pathlib import Path

if sys.dont_write_bytecode:  # else every process would compile all that it imports anew
    sys.dont_write_bytecode = False
    sys.pycache_prefix = str(Path(__file__).parents[1] / ".build/bytecode")
    os.environ["PYTHONPYCACHEPREFIX"] = sys.pycache_prefix
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
