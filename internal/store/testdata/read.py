"""Reads Parquet files with pandas and prints each as one JSON line:

    python3 read.py FILE...

A line is {"columns": [{"name", "type"}], "rows": [[value]]}. Times are
microseconds since 1970, bytes are in hexadecimal.
"""
import json
import sys

import pandas
import pyarrow  # noqa: F401 (the engine that pandas needs here)


def plain(v):
    if isinstance(v, pandas.Timestamp):
        return v.value // 1000
    if isinstance(v, bytes):
        return v.hex()
    if isinstance(v, dict):
        return {k: plain(x) for k, x in v.items()}
    if hasattr(v, "tolist"):
        v = v.tolist()
    if isinstance(v, list):
        return [plain(x) for x in v]
    return v


for name in sys.argv[1:]:
    table = pandas.read_parquet(name, engine="pyarrow")
    columns = [{"name": n, "type": str(t)} for n, t in table.dtypes.items()]
    rows = [[plain(v) for v in row] for row in table.itertuples(index=False, name=None)]
    print(json.dumps({"columns": columns, "rows": rows}))
