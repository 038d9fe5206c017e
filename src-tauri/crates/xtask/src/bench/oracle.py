"""Time for two of the calendars in a folder, by python's `icalendar` and `recurring-ical-events`: what reading them and
expanding them takes there, in microseconds, and how many merged blocks there are of the one and of the other.
"""

import json
import pathlib
import sys
import time
from datetime import datetime, timedelta, timezone

import icalendar
import recurring_ical_events

folder = pathlib.Path(sys.argv[1])
start = datetime(2026, 11, 30, tzinfo=timezone.utc)
end = start + timedelta(weeks=8)
texts = [file.read_text() for file in sorted(folder.glob("*.ics"))]


def merged(texts):
    busy = []
    for text in texts:
        for found in recurring_ical_events.of(icalendar.Calendar.from_ical(text)).between(start, end):
            busy.append((found.start.timestamp(), found.end.timestamp()))
    blocks = []
    for since, until in sorted(busy):
        if blocks and since <= blocks[-1][1]:
            blocks[-1][1] = max(blocks[-1][1], until)
        else:
            blocks.append([since, until])
    return blocks


began = time.perf_counter()
half = len(texts) // 2
blocks = [merged(mine) for mine in (texts[:half], texts[half:])]
taken = time.perf_counter() - began
print(json.dumps({"reading": taken * 1e6, "blocks": [len(mine) for mine in blocks]}))
