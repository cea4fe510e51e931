"""Two runs, on different hash seeds and thread counts, write identical tables and pages."""

import hashlib
import os
import subprocess
import sys
from pathlib import Path

SCRIPT = """
import sys
from pathlib import Path
import whence as wh
out, planted, threads = Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3])
wh.Case.create(out / "case", clock=lambda: 0).close()
(out / "case" / "case.toml").write_text((planted / "groups.toml").read_text())
with wh.Case.open(out / "case", clock=lambda: 0, threads=threads) as case:
    case.import_files([planted / "posts.csv"])
    case.set_actors(planted / "actors.csv")
    case.set_outlets(planted / "outlets.csv")
    case.build()
    case.trace(source="outlets_abroad", target="local_bloggers")
    tables = [name for (name,) in case.sql("select table_name from duckdb_tables() order by 1").fetchall()]
    text = repr([(name, case.sql(f'select * from "{name}" order by all').fetchall()) for name in tables])
    (out / "tables.txt").write_text(text)
    wh.map_narrative(case).save(out / "lanes.html")
    wh.map_graph(case, view="network").save(out / "network.html")
    wh.map_graph(case, view="flows").save(out / "flows.html")
    wh.report(case).save(out / "report.html")
    case.graph("links", level="actor").write(out / "links.graphml")
"""


def test_two_runs_write_the_same_tables_and_pages(tmp_path: Path) -> None:
    """PYTHONHASHSEED and the number of threads change nothing that is written."""
    from graphs.simulate import demo

    planted = demo(tmp_path / "planted", quick=True)
    made = []
    for hash_seed, threads in (("1", "1"), ("4242", "3")):
        out = tmp_path / hash_seed
        out.mkdir()
        environment = {
            **os.environ,
            "PYTHONHASHSEED": hash_seed,
            "WHENCE_CASE_KEY": "known",
            "OMP_NUM_THREADS": threads,
        }
        command = [sys.executable, "-c", SCRIPT, str(out), str(planted.directory), threads]
        subprocess.run(command, check=True, env=environment)
        files = sorted(path for path in out.iterdir() if path.is_file())
        made.append({path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in files})
    assert made[0] == made[1]
    assert len(made[0]) == 6
