"""Clean a Ray Dataset with map_batches. For many small documents `wirecopy clean --engine ray` costs less."""

import ray

import wirecopy

ray.init(num_cpus=2, include_dashboard=False, log_to_driver=False)
pages = ray.data.from_items([{"text": "The ferry left at 8.\r\n\r\nRelated Posts\r\n"}])
cleaned = pages.map_batches(wirecopy.clean_batch, batch_format="pyarrow")
print([row["text"] for row in cleaned.take_all()])
