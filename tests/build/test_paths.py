"""Every folder can lie anywhere: a build reads and writes only where the settings say."""

from macros.build.paths import Paths
from tests.conftest import mkdocs


def test_a_handbook_whose_folders_lie_elsewhere_is_built(project, tmp_path_factory):
    away = tmp_path_factory.mktemp("away")
    usual = Paths.below(project)
    for name in ("content", "docs", "overrides"):
        getattr(usual, name).rename(away / name)
    file = project / "mkdocs.yml"
    settings = file.read_text(encoding="utf-8")
    for old, new in {
        "docs_dir: docs\n": f"docs_dir: {away / 'docs'}\n",
        "custom_dir: overrides\n": f"custom_dir: {away / 'overrides'}\n",
        "      without: !ENV": f"      content: {away / 'content'}\n      cache: {away / 'kept'}\n      without: !ENV",
        "watch: [overrides]\n": "",
    }.items():
        assert old in settings, old
        settings = settings.replace(old, new)
    file.write_text(settings, encoding="utf-8")
    run = mkdocs(project, "build", "--strict", HANDBOOK_WITHOUT="printing")
    assert run.returncode == 0, run.stderr[-3000:]
    assert [*(project / "site/assets/css").glob("handbook-*.css")]
    assert {"fonts", "templates"} <= {folder.name for folder in (away / "kept").iterdir()}
    assert not usual.cache.exists()


def test_no_site_is_written_over_a_source_that_lies_elsewhere(project):
    (project / "content-data").rename(project / "texts")
    file = project / "mkdocs.yml"
    settings = file.read_text(encoding="utf-8").replace("site_dir: site", "site_dir: texts")
    settings = settings.replace("      without: !ENV", "      content: texts\n      without: !ENV")
    file.write_text(settings, encoding="utf-8")
    run = mkdocs(project, "build")
    assert run.returncode == 1
    assert "texts" in run.stderr
    assert (project / "texts/handbook.yml").is_file()
