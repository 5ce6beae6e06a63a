"""Writes one small random checkpoint for each family of decoders, and what transformers computes with it.

    pip install -r requirements.txt
    python make_golden.py ../../resources/org/loopwright/model/djl/families

For each family: FAMILY.safetensors with the weights, and FAMILY.json with token ids, the logits at every
place, and 200 greedy steps from the first 8 ids. The shapes cross a sliding window, scaled rotary positions,
tied and untied heads, head norms and biases.
"""
import json
import sys
from pathlib import Path

import torch
from safetensors.torch import save_file
from transformers import Gemma3ForCausalLM, Gemma3TextConfig, LlamaConfig, LlamaForCausalLM
from transformers import Qwen2Config, Qwen2ForCausalLM, Qwen3Config, Qwen3ForCausalLM

SIZE = dict(vocab_size=48, hidden_size=32, intermediate_size=40, num_hidden_layers=3, num_attention_heads=4,
            num_key_value_heads=2, head_dim=8, max_position_embeddings=256, attention_dropout=0.0,
            bos_token_id=None, eos_token_id=None, pad_token_id=None)


def rotary(theta, **scaling):
    return dict(rope_parameters=dict(rope_type="default", rope_theta=theta) | scaling)


MODELS = {
    "llama": LlamaForCausalLM(LlamaConfig(**SIZE, rms_norm_eps=1e-5, tie_word_embeddings=False, **rotary(
        10000.0, rope_type="llama3", factor=8.0, low_freq_factor=1.0, high_freq_factor=4.0,
        original_max_position_embeddings=64))),
    "qwen2": Qwen2ForCausalLM(Qwen2Config(**{k: v for k, v in SIZE.items() if k != "head_dim"}, rms_norm_eps=1e-6,
                                          tie_word_embeddings=True, **rotary(1000000.0))),
    "qwen3": Qwen3ForCausalLM(Qwen3Config(**SIZE, rms_norm_eps=1e-6, tie_word_embeddings=True,
                                          **rotary(1000000.0))),
    "gemma3": Gemma3ForCausalLM(Gemma3TextConfig(
        **SIZE, rms_norm_eps=1e-6, tie_word_embeddings=True, sliding_window=16, query_pre_attn_scalar=16,
        layer_types=["sliding_attention", "full_attention", "sliding_attention"],
        rope_parameters={"sliding_attention": dict(rope_type="default", rope_theta=10000.0),
                         "full_attention": dict(rope_type="linear", factor=8.0, rope_theta=1000000.0)})),
}


def main(folder):
    for name, model in MODELS.items():
        generator = torch.Generator().manual_seed(7)
        with torch.no_grad():
            for key, tensor in model.named_parameters():
                noise = torch.randn(tensor.shape, generator=generator)
                norm = key.endswith("norm.weight") or "layernorm" in key
                offset = 0.0 if name == "gemma3" else 1.0
                tensor.copy_(offset + 0.1 * noise if norm else 0.25 * noise)
            model.eval()
            model.set_attn_implementation("eager")
            ids = torch.randint(0, SIZE["vocab_size"], (1, 120), generator=generator)
            logits = model(ids).logits[0]
            greedy = ids[:, :8]
            for _ in range(200):
                greedy = torch.cat([greedy, model(greedy).logits[:, -1:].argmax(-1)], 1)
        tied = model.config.tie_word_embeddings
        weights = {k: v.contiguous() for k, v in model.state_dict().items() if not (tied and k == "lm_head.weight")}
        save_file(weights, folder / f"{name}.safetensors")
        golden = dict(ids=ids[0].tolist(), greedy=greedy[0].tolist(),
                      logits=[[round(x, 6) for x in row] for row in logits[::7].tolist()])
        (folder / f"{name}.json").write_text(json.dumps(golden) + "\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
