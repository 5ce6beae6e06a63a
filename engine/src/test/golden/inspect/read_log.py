"""Reads an exported log with Inspect itself and prints its counts.

Run: python read_log.py LOG.eval
"""
import json
import sys

from inspect_ai.log import read_eval_log

log = read_eval_log(sys.argv[1])
print(
    json.dumps(
        {
            "status": log.status,
            "samples": len(log.samples),
            "epochs": max(sample.epoch for sample in log.samples),
            "right": sum(score.value == "C" for sample in log.samples for score in sample.scores.values()),
            "accuracy": [score.metrics["accuracy"].value for score in log.results.scores],
            "tokens": {model: [use.input_tokens, use.output_tokens] for model, use in log.stats.model_usage.items()},
            "last": [sample.messages[-1].text for sample in log.samples],
        },
        indent=1,
    )
)
