"""Exports of Search Console as people have them on their disks: their headers in seven languages, and their ZIP."""

import io
import zipfile
from collections.abc import Mapping

QUERY_HEADERS: Mapping[str, str] = {
    "en": "Top queries,Clicks,Impressions,CTR,Position",
    "de": "Häufigste Suchanfragen,Klicks,Impressionen,CTR,Position",
    "fr": "Requêtes les plus fréquentes,Clics,Impressions,CTR,Position",
    "es": "Consultas principales,Clics,Impresiones,CTR,Posición",
    "pt": "Principais consultas,Cliques,Impressões,CTR,Posição",
    "it": "Query più frequenti,Clic,Impressioni,CTR,Posizione",
    "nl": "Populairste zoekopdrachten,Klikken,Vertoningen,CTR,Positie",
}
PAGE_HEADERS: Mapping[str, str] = {
    "en": "Top pages,Clicks,Impressions,CTR,Position",
    "de": "Häufigste Seiten,Klicks,Impressionen,CTR,Position",
    "fr": "Pages les plus populaires,Clics,Impressions,CTR,Position",
    "es": "Páginas principales,Clics,Impresiones,CTR,Posición",
    "pt": "Principais páginas,Cliques,Impressões,CTR,Posição",
    "it": "Pagine principali,Clic,Impressioni,CTR,Posizione",
    "nl": "Populairste pagina’s,Klikken,Vertoningen,CTR,Positie",
}
LINK_HEADERS: Mapping[str, str] = {
    "en": "Site,Linking pages,Target pages",
    "de": "Website,Verweisende Seiten,Zielseiten",
    "fr": "Site,Pages d'origine,Pages cibles",
    "es": "Sitio,Páginas con enlaces,Páginas de destino",
    "pt": "Site,Páginas com links,Páginas de destino",
    "it": "Sito,Pagine con link,Pagine di destinazione",
    "nl": "Site,Linkende pagina's,Doelpagina's",
}
CHART = "Date,Clicks,Impressions,CTR,Position\n2026-08-25,1,20,5%,4.1\n2026-11-24,0,18,0%,5\n"
FILTERS = "Filter,Value\nSearch type,Web\nDate,Last 3 months\n"
COUNTRIES = "Country,Clicks,Impressions,CTR,Position\nGermany,12,400,3%,6.2\n"


def queries(*rows: str, header: str = QUERY_HEADERS["en"]) -> bytes:
    """Return Queries.csv with these rows."""
    return "\n".join([header, *rows, ""]).encode()


def pages(*rows: str) -> bytes:
    """Return Pages.csv with these rows."""
    return queries(*rows, header=PAGE_HEADERS["en"])


def links(*rows: str) -> bytes:
    """Return "Top linking sites.csv" with these rows."""
    return queries(*rows, header=LINK_HEADERS["en"])


def packed(files: Mapping[str, bytes | str], *, packing: int = zipfile.ZIP_DEFLATED) -> bytes:
    """Return a ZIP of files."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", packing) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return stream.getvalue()


def performance_export(of_queries: bytes, of_pages: bytes) -> bytes:
    """Return the ZIP of a performance report, whose chart says which days it is about."""
    return packed(
        {
            "Queries.csv": of_queries,
            "Pages.csv": of_pages,
            "Countries.csv": COUNTRIES,
            "Search appearance.csv": "Search appearance,Clicks,Impressions,CTR,Position\n",
            "Chart.csv": CHART,
            "Filters.csv": FILTERS,
        }
    )
