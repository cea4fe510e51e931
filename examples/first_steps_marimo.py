"""The first steps of first_steps.ipynb as a marimo notebook: `marimo edit examples/first_steps_marimo.py`."""

import marimo

app = marimo.App(width="medium")


@app.cell
def _():
    import tempfile
    from pathlib import Path

    import whence as wh

    folder = Path(tempfile.mkdtemp())
    story = "The harbour council of Eastmere will close the old fish market on the ninth of June after a secret vote"
    page = "https://north-times.example/2024/market"
    rows = ["post_id,platform,actor_id,published_at,kind,text,url,urls"]
    rows += [
        f"web:north-times.example/2024/market,web,web:north-times.example,2024-05-01T06:00:00Z,article,{story},{page},"
    ]
    rows += [f"{100 + n},x,person{n},2024-05-01T{8 + n:02d}:00:00Z,post,{story} say {n},,{page}" for n in range(12)]
    (folder / "posts.csv").write_text("\n".join(rows) + "\n", encoding="utf-8")
    actors = ["actor_id,platform,name,role,country", "web:north-times.example,web,North Times,outlet,XN"]
    actors += [f"person{n},x,,blogger,XE" for n in range(12)]
    (folder / "actors.csv").write_text("\n".join(actors) + "\n", encoding="utf-8")
    return folder, wh


@app.cell
def _(folder, wh):
    case = wh.Case.create(folder / "study")
    case.import_files([folder / "posts.csv"])
    case.set_actors(folder / "actors.csv")
    case.build()
    found = case.trace(source="role=outlet", target="role=blogger")
    return case, found


@app.cell
def _(found):
    found
    return


@app.cell
def _(case):
    case.narratives()
    return


@app.cell
def _(found):
    found[0]
    return


@app.cell
def _(case):
    case.graph("citations")
    return


@app.cell
def _(case, found, wh):
    wh.map_narrative(case, found[0].narrative_id)
    return


if __name__ == "__main__":
    app.run()
