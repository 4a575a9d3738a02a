"""Clean a Spark DataFrame with mapInArrow: each executor cleans the record batches that it is given."""

import os
import sys
from collections.abc import Iterator

import pyarrow as pa
from pyspark.sql import SparkSession

import wirecopy

os.environ.setdefault("PYSPARK_PYTHON", sys.executable)


def clean(batches: Iterator[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
    """Clean one partition."""
    for batch in batches:
        yield wirecopy.clean_batch(batch)


spark = SparkSession.builder.master("local[1]").config("spark.ui.enabled", "false").getOrCreate()
pages = spark.createDataFrame([(1, "The ferry left at 8.\r\n\r\nRelated Posts\r\n")], "id long, text string")
cleaned = pages.mapInArrow(clean, "id long, text string, wirecopy_report string, wirecopy_error string")
print([row.text for row in cleaned.collect()])
spark.stop()
