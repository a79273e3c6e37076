"""Reads a file of FollowTheMoney entities with followthemoney: ``python ftm_validate.py FILE``, in a Python that has it.

It ends with status 1 and says which line, where an entity isn't valid or loses a value.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

from followthemoney import model
from followthemoney.exc import FollowTheMoneyException

CLEANED_OTHERWISE = {"name", "alias"}  # spaces in names


def faults(line: str) -> list[str]:
    """What followthemoney does not take of one entity."""
    entity = json.loads(line)
    try:
        schema = model.get(entity["schema"])
        schema.validate(entity)
        proxy = model.get_proxy(entity, cleaned=False)
    except (FollowTheMoneyException, AttributeError) as error:
        return [f"{entity['id']}: {error!r}"]
    told = [
        f"{entity['id']}: no such property {name}" for name in entity["properties"] if name not in schema.properties
    ]
    for name, values in entity["properties"].items():
        lost = set(values) - set(proxy.get(name, quiet=True))
        if lost and name not in CLEANED_OTHERWISE:
            told.append(f"{entity['id']}: {name} loses {sorted(lost)}")
    return told if proxy.id == entity["id"] else [*told, f"{entity['id']}: becomes {proxy.id}"]


if __name__ == "__main__":
    lines = Path(sys.argv[1]).read_text(encoding="utf-8").splitlines()
    found = [fault for line in lines for fault in faults(line)]
    print("\n".join(found[:20]) or f"{len(lines)} entities")
    sys.exit(bool(found) or not lines)
