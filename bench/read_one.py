"""Read one file; run as a process of its own so that its peak memory is its own."""

import sys
from pathlib import Path

from bench.result import peak_mb
from flok.domain.spend.reading import ReadContext, jobs_for, read_job

for job in jobs_for([Path(sys.argv[1])]):
    for document in read_job(job, ReadContext()):
        assert document.status == "counted", document
print(peak_mb())
