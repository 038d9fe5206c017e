"""Time for two of the calendars in a folder, by python's `icalendar` and `recurring-ical-events`: what reading them and
expanding them takes there, in seconds.
"""

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
began = time.perf_counter()
busy = []
for text in texts:
    for found in recurring_ical_events.of(icalendar.Calendar.from_ical(text)).between(start, end):
        busy.append((found.start.timestamp(), found.end.timestamp()))
busy.sort()
merged = []
for since, until in busy:
    if merged and since <= merged[-1][1]:
        merged[-1][1] = max(merged[-1][1], until)
    else:
        merged.append([since, until])
print(time.perf_counter() - began)
