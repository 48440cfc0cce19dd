"""The tests. Where Python may write no compiled modules beside their sources, as in many containers, they have a folder of their own."""

import atexit
import os
import shutil
import sys
import tempfile
from pathlib import Path

if sys.dont_write_bytecode:  # else every process would compile all that it imports anew
    KEPT = Path(__file__).parents[1] / ".build/bytecode"
    sys.dont_write_bytecode, sys.pycache_prefix = False, str(KEPT)
    os.environ["PYTHONPYCACHEPREFIX"] = str(KEPT)  # all further processes of this run
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    atexit.register(shutil.rmtree, KEPT / tempfile.gettempdir().lstrip("/"), ignore_errors=True)  # what is made and removed by tests
