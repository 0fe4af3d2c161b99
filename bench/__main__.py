"""Run the benchmarks, print their ratios, and write them to bench/results.json."""

from __future__ import annotations

import datetime
import json
import sys
from pathlib import Path

from bench import labels, published_share, reading, search, search_plain, share, site, tco
from bench.result import WORK, Result, machine

SUITES = {
    "reading": reading.run,
    "share": share.run,
    "published_share": published_share.run,
    "site": site.run,
    "labels": labels.run,
    "search_plain": search_plain.run,
    "search": search.run,
    "tco": tco.run,
}


def main() -> None:
    WORK.mkdir(parents=True, exist_ok=True)
    chosen = sys.argv[1:] or list(SUITES)
    results: list[Result] = []
    print(f"{machine()}\n{'':38} {'value':>12} {'peer or limit':>30} {'ratio':>8}  wanted")
    for name in chosen:
        for result in SUITES[name]():
            results.append(result)
            peer = f"{result.peer_name} {result.peer:,.1f}"
            figures = f"{result.value:>12,.1f} {peer:>38} {result.ratio:>7.2f}x"
            print(f"{result.name:38} {figures}  {result.wanted} ({result.unit})", flush=True)
    rows = [
        {
            "name": result.name,
            "value": result.value,
            "unit": result.unit,
            "peer": result.peer_name,
            "peer_value": result.peer,
            "ratio": result.ratio,
            "wanted": result.wanted,
            "machine": machine(),
            "date": datetime.date.today().isoformat(),
        }
        for result in results
    ]
    Path(__file__).with_name("results.json").write_text(json.dumps(rows, indent=1) + "\n")


if __name__ == "__main__":
    main()
