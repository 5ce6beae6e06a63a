"""Writes what transformers' autograd says of the families' small checkpoints, and of three steps of AdamW.

    pip install -r requirements.txt
    python make_golden.py ../../resources/org/loopwright/model/djl/families ../../resources/golden/training/gradients.json

Two sequences of different lengths, weighted cross-entropy. For each family: the loss, and of every tensor the
gradient's norm and its first numbers; then the losses of three steps of torch's AdamW with clipping.
"""
import json
import sys
from pathlib import Path

import torch
import torch.nn.functional as F
from safetensors.torch import load_file

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "decoder"))
from make_golden import MODELS  # noqa: E402

# The first is longer than Gemma's window.
SEQUENCES = [[(7 * i * i + 3 * i) % 48 for i in range(24)], [1, 30, 4, 4, 25, 6]]
WEIGHTS = [[0.0] * 4 + [1.0, 0.5, 2.0, 1.0] * 5, [0, 1, 1, 0, 1, 3]]


def loss_of(model):
    total, units = 0.0, sum(sum(w) for w in WEIGHTS)
    for ids, weights in zip(SEQUENCES, WEIGHTS):
        logits = model(input_ids=torch.tensor([ids])).logits[0, :-1]
        losses = F.cross_entropy(logits, torch.tensor(ids[1:]), reduction="none")
        total = total + (losses * torch.tensor(weights[1:])).sum() / units
    return total


out = {}
for family, model in MODELS.items():
    model.load_state_dict(load_file(Path(sys.argv[1]) / f"{family}.safetensors"), strict=False)
    model.tie_weights()
    model.train()
    norms = [p for n, p in model.named_parameters() if p.dim() == 1]
    others = [p for n, p in model.named_parameters() if p.dim() > 1]
    optimizer = torch.optim.AdamW([dict(params=others, weight_decay=0.1), dict(params=norms, weight_decay=0.0)],
                                  lr=0.01, betas=(0.9, 0.99), eps=1e-8)
    losses, tensors, lengths = [], {}, []
    for step in range(4):
        loss = loss_of(model)
        losses.append(loss.item())
        optimizer.zero_grad()
        loss.backward()
        if step == 0:
            tensors = {n: dict(norm=p.grad.norm().item(), first=p.grad.flatten()[:3].tolist())
                       for n, p in model.named_parameters()}
        lengths.append(torch.nn.utils.clip_grad_norm_(model.parameters(), 0.5).item())
        optimizer.step()
    out[family] = dict(losses=losses, norms=lengths, tensors=tensors)
Path(sys.argv[2]).write_text(json.dumps(dict(sequences=SEQUENCES, weights=WEIGHTS, families=out), indent=1) + "\n")
