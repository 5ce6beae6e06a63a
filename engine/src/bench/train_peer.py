"""The other side of `./loopwright bench train --peers`: the same training in PyTorch eager, and in PEFT.

    train_peer.py speed SHAPE.json    a decoder of this shape with PyTorch's best built-in kernels: fused projections,
                                      rms_norm, scaled_dot_product_attention, cross_entropy, fused AdamW, autocast;
                                      each line `N` of standard input trains N steps and prints the seconds
    train_peer.py lora JOB.json       PEFT on the examples, order, initial adapter and settings of the job; prints the
                                      losses
"""
import json
import sys
import time

import torch
import torch.nn.functional as F


class Layer(torch.nn.Module):
    def __init__(self, c):
        super().__init__()
        self.c, heads = c, c["heads"] + 2 * c["keyValueHeads"]
        self.attention = torch.nn.Parameter(torch.ones(c["hidden"]))
        self.feed = torch.nn.Parameter(torch.ones(c["hidden"]))
        self.project = torch.nn.Linear(c["hidden"], heads * c["headSize"], bias=False)
        self.out = torch.nn.Linear(c["heads"] * c["headSize"], c["hidden"], bias=False)
        self.gate = torch.nn.Linear(c["hidden"], 2 * c["feedForward"], bias=False)
        self.down = torch.nn.Linear(c["feedForward"], c["hidden"], bias=False)

    def forward(self, x, cos, sin):
        c = self.c
        rows, length, _ = x.shape
        heads, keys, size = c["heads"], c["keyValueHeads"], c["headSize"]
        h = self.project(F.rms_norm(x, [c["hidden"]], self.attention, 1e-5))
        h = h.view(rows, length, heads + 2 * keys, size).transpose(1, 2)
        turned, v = h.split([heads + keys, keys], 1)
        a, b = turned.chunk(2, -1)
        turned = (turned * cos + torch.cat([b, a], -1) * sin).to(v.dtype)
        q, k = turned.split([heads, keys], 1)
        o = F.scaled_dot_product_attention(q, k, v, is_causal=True, enable_gqa=True)
        x = x + self.out(o.transpose(1, 2).reshape(rows, length, heads * size))
        g, u = self.gate(F.rms_norm(x, [c["hidden"]], self.feed, 1e-5)).chunk(2, -1)
        return x + self.down(F.silu(g) * u)


class Decoder(torch.nn.Module):
    def __init__(self, c):
        super().__init__()
        self.embedding = torch.nn.Embedding(c["vocabulary"], c["hidden"])
        torch.nn.init.normal_(self.embedding.weight, std=0.02)
        self.layers = torch.nn.ModuleList(Layer(c) for _ in range(c["layers"]))
        self.norm = torch.nn.Parameter(torch.ones(c["hidden"]))
        half = torch.arange(c["headSize"] // 2) * 2 / c["headSize"]
        turns = torch.arange(c["length"])[:, None] / 10000.0 ** half
        self.register_buffer("cos", torch.cat([turns.cos(), turns.cos()], 1))
        self.register_buffer("sin", torch.cat([-turns.sin(), turns.sin()], 1))

    def forward(self, ids):
        x = self.embedding(ids)
        for layer in self.layers:
            x = layer(x, self.cos[:ids.shape[1]], self.sin[:ids.shape[1]])
        return F.linear(F.rms_norm(x, [x.shape[-1]], self.norm, 1e-5), self.embedding.weight)


def speed(c):
    torch.set_num_threads(c["threads"])
    torch.manual_seed(1)
    model = Decoder(c)
    optimizer = torch.optim.AdamW(model.parameters(), lr=1e-3, betas=(0.9, 0.98), weight_decay=0.01, fused=True)
    ids = torch.randint(0, c["vocabulary"], (c["rows"], c["length"]))
    print("ready", flush=True)
    for line in sys.stdin:
        start = time.perf_counter()
        for _ in range(int(line)):
            with torch.autocast("cpu", torch.bfloat16, enabled=c["half"]):
                logits = model(ids[:, :-1])
            loss = F.cross_entropy(logits.flatten(0, 1).float(), ids[:, 1:].flatten())
            optimizer.zero_grad()
            loss.backward()
            torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimizer.step()
            loss.item()
        print(time.perf_counter() - start, flush=True)


def lora(job):
    from peft import LoraConfig, get_peft_model, set_peft_model_state_dict
    from safetensors.torch import load_file
    from transformers import AutoModelForCausalLM
    torch.set_num_threads(job["threads"])
    model = AutoModelForCausalLM.from_pretrained(job["base"], dtype=torch.float32)
    model = get_peft_model(model, LoraConfig(r=job["rank"], lora_alpha=job["alpha"], lora_dropout=0.0,
                                             target_modules=job["targets"], task_type="CAUSAL_LM"))
    set_peft_model_state_dict(model, load_file(job["adapter"]))
    moved = [p for p in model.parameters() if p.requires_grad]
    optimizer = torch.optim.AdamW(moved, lr=job["rate"], betas=(0.9, 0.999), eps=1e-8, weight_decay=job["decay"])
    losses = []
    for step in job["order"]:
        units, total = sum(len(job["examples"][i]["ids"]) - job["examples"][i]["prompt"] for i in step), 0.0
        optimizer.zero_grad()
        for i in step:
            example = job["examples"][i]
            ids = torch.tensor([example["ids"]])
            logits = model(input_ids=ids).logits[0, example["prompt"] - 1:-1]
            loss = F.cross_entropy(logits, ids[0, example["prompt"]:], reduction="sum") / units
            loss.backward()
            total += loss.item()
        torch.nn.utils.clip_grad_norm_(moved, job["clip"])
        optimizer.step()
        losses.append(total)
    print(json.dumps(losses), flush=True)


if __name__ == "__main__":
    with open(sys.argv[2]) as file:
        {"speed": speed, "lora": lora}[sys.argv[1]](json.load(file))
