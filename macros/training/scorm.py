"""Build a module as a package for learning platforms (SCORM 1.2): the site's own questions, style and script, and a manifest."""

from collections.abc import Iterator, Mapping
from functools import lru_cache
from pathlib import Path
from xml.etree import ElementTree as ET

from macros.build.archive import zipped
from macros.build.paths import Paths
from macros.content.localized import Record
from macros.look import assets
from macros.look.palette import Palette
from macros.project import Artifact
from macros.site.context import PackageContext
from macros.site.page_renderer import PageRenderer

PAGE, MANIFEST = "index.html", "imsmanifest.xml"
STYLES = ("assets/css/site.css", "assets/css/pages.css", "assets/css/training.css")
PROGRESS, STORE, QUIZ = SCRIPTS = ("assets/js/progress.js", "assets/js/scorm.js", "assets/js/quiz.js")  # in the order in which they run
PACKING = "http://www.imsproject.org/xsd/imscp_rootv1p1p2"
SHARING = "http://www.adlnet.org/xsd/adlcp_rootv1p2"


def packages(renderer: PageRenderer) -> Iterator[Artifact]:
    """Yield a package for each module of a language."""
    language = renderer.view.language
    template = renderer.environment.get_template("package.html.jinja")
    for module in renderer.context.lessons.modules:
        entry = renderer.entries[module.key]
        context = PackageContext(module, entry, styles=[assets.STYLE, *STYLES], scripts=SCRIPTS, current_url="", single_page={})
        page = template.render(vars(context))
        files = {PAGE: page.encode(), **_shared(renderer.project.paths, renderer.view.palette, renderer.project.characters)}
        name = f"{module.id}-{language}"
        content = zipped({MANIFEST: manifest(name, module, renderer.view.content.handbook.whole_title, files), **files}, again=True)
        yield Artifact(f"training/{name}-scorm12.zip", f"scorm-{module.id}", language, content)


@lru_cache
def _shared(paths: Paths, palette: Palette, characters: frozenset[str]) -> Mapping[str, bytes]:
    """Return the files that are the same in every package: style, script, and only the drawings and fonts that the page uses."""
    made = assets.assets(paths.fonts, palette, characters=characters)
    needed = (assets.STYLE, *assets.preloaded(), *assets.of_other_alphabets(characters))
    return {
        **{path: made[path] for path in needed},
        **{path: (paths.docs / path).read_bytes() for path in (*STYLES, PROGRESS, QUIZ)},
        STORE: Path(__file__).with_name("scorm.js").read_bytes(),
    }


def manifest(name: str, module: Record, handbook: str, files: Mapping[str, bytes]) -> bytes:
    """Return the manifest of a package.

    It sets no ``adlcp:masteryscore``: with one, platforms turn every unfinished try into a failed one.

    Args:
        name: Name of the package; every identifier begins with it, as authoring tools put several packages into one file and some
            platforms identify modules by them. The same in every edition: a platform uses them to keep learners' results when a package
            is replaced.
        module: The module of the package.
        handbook: The title of the handbook.
        files: Content of the package by path, the page first.
    """
    ET.register_namespace("", PACKING)
    ET.register_namespace("adlcp", SHARING)

    def inside(above: ET.Element, tag: str, text: str = "", **attributes: str) -> ET.Element:
        element = ET.SubElement(above, f"{{{PACKING}}}{tag}", attributes)
        element.text = text or None
        return element

    single_page = f"handbook-{name}"
    path, part, page = (f"{single_page}-{kind}" for kind in ("path", "module", "page"))
    root = ET.Element(f"{{{PACKING}}}manifest", identifier=single_page, version="1.1")
    metadata = inside(root, "metadata")
    inside(metadata, "schema", "ADL SCORM")
    inside(metadata, "schemaversion", "1.2")
    organization = inside(inside(root, "organizations", default=path), "organization", identifier=path)
    inside(organization, "title", handbook)
    item = inside(organization, "item", identifier=part, identifierref=page, isvisible="true")
    inside(item, "title", module.title)
    resource = inside(inside(root, "resources"), "resource", identifier=page, type="webcontent", href=PAGE)
    resource.set(f"{{{SHARING}}}scormtype", "sco")
    for file in files:
        inside(resource, "file", href=file)
    ET.indent(root)
    return ET.tostring(root, encoding="UTF-8", xml_declaration=True)
