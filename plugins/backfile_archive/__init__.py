"""Pelican writes the archive: issues, pages, sections, persons and calendar beside its articles.

A thin adapter: Pelican reads and renders, `backfile.build` says what stands where.
"""

from __future__ import annotations

import logging
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pelican import signals
from pelican.contents import Article, Page, Static
from pelican.generators import ArticlesGenerator, Generator, PagesGenerator, StaticGenerator
from pelican.readers import MarkdownReader
from pelican.writers import Writer

from backfile import identify
from backfile import settings as own_settings
from backfile.build import contents, folder, static, translations, words
from backfile.build import part as parts
from backfile.build.archive import Archive, assemble, issue_records
from backfile.build.catalog import in_memory
from backfile.build.citations import gbt7714
from backfile.build.issues import newspaper_ref
from backfile.build.kept import Kept
from backfile.build.links import Links
from backfile.build.notes import read_notes
from backfile.build.pages import issue_pages, list_pages
from backfile.build.pictures import showing
from backfile.build.reader import ArchiveReader
from backfile.build.refs import persons

if TYPE_CHECKING:
    from datetime import date

    from pelican import Pelican
    from pelican.contents import Content
    from pelican.readers import Readers

    from backfile.build.issues import IssueKey
    from backfile.build.part import Part

logger = logging.getLogger(__name__)

OWN = "BACKFILE"
"""Where Pelican's settings carry the archive's own, checked."""

LINKS = "BACKFILE_LINKS"
"""Where Pelican's settings carry the links of the page that is being written."""

_KINDS = ("ARTICLE", "PAGE", "STATIC")


def own(settings: dict[str, Any]) -> own_settings.Settings:
    """The archive's own settings."""
    checked: own_settings.Settings = settings[OWN]
    return checked


def part_of(settings: dict[str, Any]) -> Part | None:
    """The part of the archive that this run is about, None for the whole."""
    part: Part | None = settings.get(parts.SETTING)
    return part


class ArchiveGenerator(Generator):
    """Writes every page that is neither an article nor a written page."""

    def generate_output(self, writer: Writer) -> None:
        """Write the archive's pages."""
        part = part_of(self.settings)
        catalog = self.context["catalog"] if part is None else part.catalog
        pages = chain.from_iterable(map(issue_pages, self.context["archive"].issues))
        for page in chain(pages, list_pages(catalog) if catalog else ()):
            if page.template:
                template = self.get_template(page.template)
                writer.write_file(
                    page.path, template, self.context, self.settings["RELATIVE_URLS"], url=page.path, **page.values
                )
            elif part is not None:
                part.gone.append(page.path)
        if part is None or part.pages:
            # By this file the next build knows that it may replace the folder.
            Path(self.output_path, folder.MARKER).write_text(folder.MARKER_TEXT, encoding="utf-8", newline="\n")


class ArchiveWriter(Writer):
    """Pelican's writer, which tells the template of an article where the article stands."""

    def write_file(self, name: str, template: Any, context: dict[str, Any], *args: Any, **kwargs: Any) -> None:
        """Write one file of the site."""
        article = kwargs.get("article")
        part = part_of(self.settings)
        if part is not None:
            part.here = _issue_of(kwargs)
            other = parts.SITE if "page" in kwargs else parts.LISTS
            part.outputs[name] = identify.issue_folder(*part.here) if part.here else other
        if article is not None:
            archive: Archive = context["archive"]
            place = archive.place(article.ref)
            kwargs |= {
                "ref": archive.known(article.ref),
                "entry": article.entry,
                "issue": place.issue,
                "page_view": place.page_view,
                "previous": place.previous,
                "next": place.next,
                "citation": gbt7714(article.entry, article.ref.newspaper_name),
            }
        super().write_file(name, _Written(template, self.settings[LINKS]), context, *args, **kwargs)


class _Written:
    """A template that says which page it is rendered for."""

    def __init__(self, template: Any, links: Links) -> None:
        self._template = template
        self._links = links

    def render(self, context: dict[str, Any]) -> str:
        """The page, whose variables Pelican gives."""
        self._links.page = context["output_file"]
        page: str = self._template.render(context)
        return page


def _issue_of(values: dict[str, Any]) -> IssueKey | None:
    """The issue that a page belongs to by its variables."""
    if values.get("article") is not None:
        entry = values["article"].entry
        return (entry.newspaper, entry.date)
    issue = values.get("issue")
    return (issue.newspaper.key, issue.date) if issue is not None else None


def check_settings(pelican: Pelican) -> None:
    """Refuse settings that cannot be meant before anything is read; make room for what a run carries in them."""
    pelican.settings[OWN] = own_settings.check(Path("pelicanconf.py"), pelican.settings)
    pelican.settings[LINKS] = Links()


def use_reader(readers: Readers) -> None:
    """Read Markdown with our reader, unless the maintainer has chosen another."""
    for suffix, reader in readers.reader_classes.items():
        if reader is MarkdownReader:
            readers.reader_classes[suffix] = ArchiveReader


def prepare_environment(generator: Generator) -> None:
    """Give the templates of a generator links, dates and the texts of the interface, and have them escape."""
    language = own(generator.settings).ui_language

    def date_words(day: date, lang: str | None = None) -> str:
        return words.date_words(day, lang or language)

    def month_words(day: date, lang: str | None = None) -> str:
        return words.month_words(day, lang or language)

    env: Any = generator.env  # the extension gives it a method
    env.autoescape = True
    env.add_extension("jinja2.ext.i18n")
    env.auto_reload = False  # a run's templates are those of its beginning: no file is looked at again for every page
    translations.install(env, translations.load(Path(generator.theme), language))
    links: Links = generator.settings[LINKS]
    env.globals |= {"rel": links.to, "kept": Kept(links), "html_lang": words.html_lang(language)}
    env.globals |= {"date_words": date_words, "month_words": month_words, "lang_of": words.lang_of}
    env.filters |= {"date_words": date_words, "month_words": month_words}


def place(content: Content) -> None:
    """Give every article its entry and every article and page its address as soon as it is read."""
    if not isinstance(content, Static):
        contents.check_keys(content)
        contents.check_links(content)
    if isinstance(content, Article):
        contents.place(content, own(content.settings))
    elif isinstance(content, Page):
        contents.place_page(content)


def pass_by_linked_folders(pelican: Pelican) -> None:
    """Let Pelican enter no folder that is a symbolic link: it may lead out of the content, or round and round."""
    if parts.SETTING in pelican.settings:  # a build has looked at all folders already, and says which
        return
    for name in static.linked_folders(Path(pelican.settings["PATH"])):
        logger.error("Skipping %s: %s", name, "it is a symbolic link to a folder; put the folder itself there")
        for kind in _KINDS:
            pelican.settings[f"{kind}_EXCLUDES"] = [*pelican.settings[f"{kind}_EXCLUDES"], name]


def drop_unsafe_files(generator: StaticGenerator) -> None:
    """Leave out of the site what may not be copied into it, and what another run copies."""
    part = part_of(generator.settings)
    kept = []
    for file in generator.staticfiles:
        reason = static.refusal(Path(generator.path), Path(generator.path, file.source_path))
        if reason:
            logger.error("Skipping %s: %s", file, reason)
        elif reason is None and (part is None or part.take(file)):
            kept.append(file)
    generator.staticfiles = generator.context["staticfiles"] = kept


def settle_pages(generator: PagesGenerator) -> None:
    """Leave out written pages that cannot be written, and let the templates know the others."""
    contents.settle_pages(generator)
    generator._update_context(("pages", "hidden_pages", "draft_pages"))


def drop_unused_lists(generator: ArticlesGenerator) -> None:
    """Spare Pelican the lists it would make only to write them nowhere, in a time that grows with their square."""
    for name, setting, empty in (("tags", "TAG", {}), ("categories", "CATEGORY", []), ("authors", "AUTHOR", [])):
        if not generator.settings[f"{setting}_SAVE_AS"]:
            setattr(generator, name, empty)


def assemble_archive(generators: list[Generator]) -> None:
    """Put the issues together when all is read and nothing is written."""
    articles = next(generator for generator in generators if isinstance(generator, ArticlesGenerator))
    settings = own(articles.settings)
    part = part_of(articles.settings)
    with showing.of_run(articles, settings.picture_width) as shown:
        listed = contents.refer(articles, settings, shown)
        if part is None or part.pages:
            contents.dress_pages(next(found for found in generators if isinstance(found, PagesGenerator)), shown)
    notes = read_notes(Path(articles.path), {(entry.newspaper, entry.date) for entry, _ in listed})
    catalog = in_memory(settings)
    archive = assemble(
        [ref for _, ref in listed],
        settings,
        notes,
        has_list=part.has_list if part else catalog.has_list,
        steps=part.issues if part else None,
    )
    found = issue_records(archive, {ref.path: persons(entry) for entry, ref in listed}, notes)
    if part is not None:
        part.records.extend(found)
    else:
        for record in found:
            catalog.put(record)
        catalog.touch_all()
    newspapers = tuple(newspaper_ref(newspaper) for newspaper in settings.newspapers)
    articles.context |= {"archive": archive, "catalog": catalog, "newspapers": newspapers}
    if part is not None:
        articles.context |= {name: parts.Unknown(name) for name in parts.UNKNOWN}


def get_generators(_pelican: Pelican) -> type[Generator]:
    """Answer Pelican's question for generators."""
    return ArchiveGenerator


def get_writer(_pelican: Pelican) -> type[Writer]:
    """Answer Pelican's question for a writer."""
    return ArchiveWriter


def register() -> None:
    """Pelican's way in."""
    signals.initialized.connect(check_settings)
    signals.initialized.connect(pass_by_linked_folders)
    signals.readers_init.connect(use_reader)
    signals.generator_init.connect(prepare_environment)
    signals.content_object_init.connect(place)
    signals.article_generator_pretaxonomy.connect(contents.settle)
    signals.page_generator_finalized.connect(settle_pages)
    signals.static_generator_finalized.connect(drop_unsafe_files)
    signals.article_generator_finalized.connect(drop_unused_lists)
    signals.all_generators_finalized.connect(assemble_archive)
    signals.get_generators.connect(get_generators)
    signals.get_writer.connect(get_writer)
