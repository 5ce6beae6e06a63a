"""transformers' side of the loop benchmark: `generate` on batches, turn by turn.

Needs torch, transformers, accelerate and gguf.
Call: transformers_peer.py MODEL.gguf BATCH ITEMS THREADS
Prints one JSON object: seconds for a draft of 100, a critique of 80 and a revision of 100 tokens an item, over a prompt of
200 shared and 60 own tokens.
"""
import json
import os
import sys
import time

import torch
import transformers
from transformers import AutoModelForCausalLM

transformers.logging.set_verbosity_error()
transformers.logging.disable_progress_bar()


def main():
    model_file, batch, items, threads = sys.argv[1], *map(int, sys.argv[2:5])
    torch.set_num_threads(threads)
    model = AutoModelForCausalLM.from_pretrained(
        os.path.dirname(model_file), gguf_file=os.path.basename(model_file), dtype=torch.bfloat16
    ).eval()
    generator = torch.Generator().manual_seed(1)

    def random(rows, columns):
        return torch.randint(100, 40000, (rows, columns), generator=generator)

    shared = random(1, 200)
    turns = (100, 80, 100)

    def run(count):
        start = time.perf_counter()
        for first in range(0, count, batch):
            rows = min(batch, count - first)
            ids = torch.cat([shared.expand(rows, -1), random(rows, 60)], 1)
            for turn, length in enumerate(turns):
                if turn > 0:
                    ids = torch.cat([ids, random(rows, 12)], 1)
                with torch.inference_mode():
                    ids = model.generate(
                        ids,
                        attention_mask=torch.ones_like(ids),
                        do_sample=True,
                        top_k=0,
                        min_new_tokens=length,
                        max_new_tokens=length,
                        pad_token_id=0,
                    )
        return time.perf_counter() - start

    run(min(batch, 2))
    print(json.dumps({"figure": "loop", "kind": "transformers", "value": run(items), "items": items}), flush=True)


if __name__ == "__main__":
    main()
