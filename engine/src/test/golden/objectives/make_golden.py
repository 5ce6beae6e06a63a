"""Writes what TRL's and PyTorch's own losses say of fixed tiny inputs, with the gradients by autograd.

    pip install -r requirements.txt
    python make_golden.py ../../resources/golden/objectives/golden.json

Where TRL has a loss, TRL's code is run, with a stand-in for its trainer's self and for the model. Where it has
none (label smoothing of preferences, NFT, value heads, temporal differences) the paper's formula is written in
torch and differentiated by autograd. Everything in double precision.
"""
import json
import math
import sys
from collections import defaultdict
from pathlib import Path
from types import SimpleNamespace

import torch
import torch.nn.functional as F
from trl import DPOTrainer, GRPOTrainer, KTOTrainer, RLOOTrainer
from trl.experimental.cpo import CPOTrainer
from trl.experimental.gkd import GKDTrainer
from trl.experimental.orpo import ORPOTrainer

torch.manual_seed(7)
torch.set_default_dtype(torch.float64)


class Accelerator:
    """One process on a CPU."""

    device = torch.device("cpu")
    num_processes = 1
    sync_gradients = True

    def gather(self, x):
        return x

    gather_for_metrics = gather

    def reduce(self, x, reduction):
        return x

    def unwrap_model(self, model):
        return model


def trainer(**fields):
    return SimpleNamespace(accelerator=Accelerator(), aux_loss_enabled=False, _metrics=defaultdict(lambda: defaultdict(list)),
                           _total_train_tokens=0, _tp_size=1, model=SimpleNamespace(training=True), **fields)


def log_probs(rows, length):
    """Leaves (rows, length): the log-probabilities of tokens 1 to length."""
    return (-2 * torch.rand(rows, length) - 0.05).requires_grad_()


class Model:
    """Says fixed log-probabilities, as TRL's fused head does: 0 where nothing is asked."""

    training = True

    def __init__(self, values):
        self.values = values

    def __call__(self, labels=None, **_):
        kept = (labels[:, 1:] != -100).to(self.values.dtype)
        zeros = torch.zeros_like(self.values)
        return SimpleNamespace(log_probs=self.values * kept, entropy=zeros, mean_logits=zeros,
                               is_top1=zeros.bool(), log_sum_sq_probs=zeros)


CASES = []


def case(name, objective, settings, sequences, loss, leaves, **extra):
    """sequences: dicts with prompt and length; leaves: tensors whose rows are the sequences' readings."""
    grads = torch.autograd.grad(loss, leaves)
    CASES.append(dict(name=name, objective=objective, settings=settings, loss=loss.item(),
                      sequences=[dict(s, logProbs=leaves[0][i].tolist(), slopes=grads[0][i].tolist())
                                 for i, s in enumerate(sequences)], **extra))


# Preference pairs: two pairs, prompts of 2 tokens, completions of different lengths; rows are chosen, then rejected.
PROMPT, LONG = 2, 7
LENGTHS = [3, 5, 4, 2]
MASK = torch.tensor([[0] * PROMPT + [1] * n + [0] * (LONG - PROMPT - n) for n in LENGTHS])
IDS = torch.arange(4 * LONG).reshape(4, LONG)
SHIFTED = MASK[:, 1:].double()


def sequences(reference=None, old=None):
    return [dict(prompt=PROMPT, completion=n, **({} if reference is None else {"reference": reference[i].tolist()}),
                 **({} if old is None else {"old": old[i].tolist()})) for i, n in enumerate(LENGTHS)]


def preference(name, objective, settings, loss_types, beta, weights=(1.0,)):
    values, reference = log_probs(4, LONG - 1), log_probs(4, LONG - 1).detach()
    sums = (reference * SHIFTED).sum(1)
    self = trainer(ld_alpha=None, precompute_ref_logps=True, f_divergence_type="reverse_kl", loss_types=loss_types,
                   loss_weights=list(weights), beta=beta, label_smoothing=0.0, use_weighting=False)
    inputs = dict(input_ids=IDS, attention_mask=torch.ones_like(IDS), completion_mask=MASK,
                  ref_chosen_logps=sums[:2], ref_rejected_logps=sums[2:])
    loss = DPOTrainer._compute_loss(self, Model(values), inputs, False)
    case(name, objective, settings, sequences(reference), loss, [values], by="TRL DPOTrainer")


preference("dpo", "dpo", {"beta": 0.1}, ["sigmoid"], 0.1)
preference("dpo, length-normalised", "dpo", {"beta": 2.0, "length-normalised": 1}, ["sigmoid_norm"], 2.0)
preference("ipo", "ipo", {"tau": 0.3, "length-normalised": 1}, ["ipo"], 0.3)
preference("step-dpo", "step-dpo", {"beta": 0.4}, ["sigmoid"], 0.4)


def smoothed():
    values, reference, e, beta, a = log_probs(4, LONG - 1), log_probs(4, LONG - 1).detach(), 0.1, 0.5, 0.7
    ratio = ((values - reference) * SHIFTED).sum(1)
    x = beta * (ratio[:2] - ratio[2:])
    own = (values * SHIFTED).sum(1)[:2] / torch.tensor(LENGTHS[:2])
    loss = (-(1 - e) * F.logsigmoid(x) - e * F.logsigmoid(-x) - a * own).mean()
    case("dpo, smoothed, with imitation", "dpo", {"beta": beta, "label-smoothing": e, "imitation": a},
         sequences(reference), loss, [values], by="formula")
    values = log_probs(4, LONG - 1)
    ratio = ((values - reference) * SHIFTED).sum(1)
    loss = ((ratio[:2] - ratio[2:] - 1 / (2 * 0.3)) ** 2).mean()
    case("ipo of sums", "ipo", {"tau": 0.3, "length-normalised": 0}, sequences(reference), loss, [values], by="formula")


smoothed()


def without_reference():
    lengths = torch.tensor(LENGTHS)
    values = log_probs(4, LONG - 1)
    means = (values * SHIFTED).sum(1) / lengths
    self = trainer(alpha=0.0, loss_type="simpo", beta=2.0, simpo_gamma=0.7, label_smoothing=0.0)
    losses, _, _ = CPOTrainer.cpo_loss(self, means[:2], means[2:])
    case("simpo", "simpo", {"beta": 2.0, "gamma": 0.7}, sequences(), losses.mean(), [values], by="TRL CPOTrainer")
    values = log_probs(4, LONG - 1)
    means = (values * SHIFTED).sum(1) / lengths
    # TRL computes this one in single precision; keep double.
    keep, torch.Tensor.float = torch.Tensor.float, torch.Tensor.double
    losses, *_ = ORPOTrainer.odds_ratio_loss(trainer(beta=0.25), means[:2], means[2:])
    torch.Tensor.float = keep
    loss = -means[:2].mean() - losses.mean()
    case("orpo", "orpo", {"lambda": 0.25}, sequences(), loss, [values], by="TRL ORPOTrainer")


without_reference()


def kto():
    values, reference = log_probs(4, LONG - 1), log_probs(4, LONG - 1).detach()
    unrelated, unrelated_reference = log_probs(4, LONG - 1).detach() + 1.5, log_probs(4, LONG - 1).detach()
    sums = lambda x: (x * SHIFTED).sum(1)
    self = trainer(beta=0.3, loss_type="kto", calculate_KL=True, precompute_ref_logps=True, desirable_weight=1.2,
                   undesirable_weight=0.7, _compute_kl_logps=lambda model, batch: sums(unrelated))
    labels = torch.tensor([True, False, False, True])
    inputs = dict(input_ids=IDS, attention_mask=torch.ones_like(IDS), completion_mask=MASK, label=labels,
                  ref_logps=sums(reference), ref_KL_logps=sums(unrelated_reference))
    loss = KTOTrainer._compute_loss(self, Model(values), inputs, False)
    case("kto", "kto", {"beta": 0.3, "good": 1.2, "bad": 0.7}, sequences(reference), loss, [values],
         by="TRL KTOTrainer", labels=labels.tolist(), unrelated=unrelated.tolist(),
         unrelatedReference=unrelated_reference.tolist())


kto()

# Rollouts: two groups of two, rewards that differ, one token masked.
REWARDS = torch.tensor([1.0, 0.0, 0.2, 0.9])
GROUPS = REWARDS.view(2, 2)
COMPLETION = torch.tensor([[1.0] * n + [0.0] * (5 - n) for n in LENGTHS])
TRAINED = COMPLETION.clone()
TRAINED[1, 2] = 0


def advantages(kind):
    mean = GROUPS.mean(1, keepdim=True)
    return {"normalised": (GROUPS - mean) / (GROUPS.std(1, keepdim=True) + 1e-4), "centred": GROUPS - mean,
            "leave-one-out": GROUPS - (GROUPS.sum(1, keepdim=True) - GROUPS),
            "over-all": GROUPS - REWARDS.mean()}[kind].flatten()


def policy(name, objective, settings, loss_type, kind, high, beta=0.0, masked=TRAINED):
    values = log_probs(4, 5)
    old, reference = (values + 0.4 * torch.randn(4, 5)).detach(), (values + 0.3 * torch.randn(4, 5)).detach()
    args = SimpleNamespace(use_bias_correction_kl=False, delta=None, steps_per_generation=1)
    self = trainer(_get_per_token_logps_and_entropies=lambda *a, **k: (values, torch.zeros_like(values), None),
                   top_entropy_quantile=1.0, off_policy_mask_threshold=None, importance_sampling_level="token", beta=beta,
                   epsilon_low=0.2, epsilon_high=high, args=args, loss_type=loss_type, use_vllm=False,
                   current_gradient_accumulation_steps=1, max_completion_length=8, _entropy_bonus_enabled=False)
    inputs = dict(prompt_ids=IDS[:, :2], prompt_mask=torch.ones(4, 2), completion_ids=IDS[:, 2:7], completion_mask=COMPLETION,
                  tool_mask=masked, advantages=advantages(kind), old_per_token_logps=old,
                  ref_per_token_logps=reference, num_items_in_batch=masked.sum())
    loss = GRPOTrainer._compute_loss(self, model=None, inputs=inputs)
    rollouts(name, objective, settings, values, old, reference, masked, loss, "TRL GRPOTrainer")


def rollouts(name, objective, settings, values, old, reference, masked, loss, by):
    grads, = torch.autograd.grad(loss, [values])
    CASES.append(dict(name=name, objective=objective, settings=settings, loss=loss.item(), by=by, rewards=REWARDS.tolist(),
                      sequences=[dict(prompt=2, completion=n, logProbs=[0.0] + values[i].tolist(),
                                      reference=[0.0] + reference[i].tolist(), old=[0.0] + old[i].tolist(),
                                      mask=masked[i, :n].tolist(), slopes=[0.0] + grads[i].tolist())
                                 for i, n in enumerate(LENGTHS)]))


policy("grpo", "grpo", {"beta": 0.04}, "grpo", "normalised", 0.2, beta=0.04)
policy("dr-grpo", "dr-grpo", {"max-tokens": 8}, "dr_grpo", "centred", 0.2)
policy("dapo", "dapo", {}, "dapo", "normalised", 0.28)
policy("ppo", "ppo", {"beta": 0.0}, "dapo", "over-all", 0.2)


def rloo():
    values = log_probs(4, 5)
    old = (values + 0.1 * torch.randn(4, 5)).detach()
    self = trainer(_get_per_token_logps_and_entropies=lambda *a, **k: (values, torch.zeros_like(values), None),
                   epsilon_low=0.2, epsilon_high=0.2)
    inputs = dict(prompt_ids=IDS[:, :2], prompt_mask=torch.ones(4, 2), completion_ids=IDS[:, 2:7], completion_mask=COMPLETION,
                  advantages=advantages("leave-one-out"), old_logps=(old * COMPLETION).sum(1))
    loss = RLOOTrainer._compute_loss(self, model=None, inputs=inputs)
    rollouts("rloo", "rloo", {}, values, old, old, COMPLETION, loss, "TRL RLOOTrainer")


rloo()


def formulas():
    values = log_probs(4, 5)
    zero = torch.zeros(4, 5)
    loss = -((values * TRAINED).sum(1) * advantages("over-all")).mean()
    rollouts("reinforce", "reinforce", {}, values, zero, zero, TRAINED, loss, "formula")
    for number in (1, 2, 3):
        values, reference = log_probs(4, 5), log_probs(4, 5).detach()
        x = reference - values
        kl = [-x, x * x / 2, x.exp() - x - 1][number - 1]
        terms = -values * advantages("over-all").unsqueeze(1) + 0.3 * kl
        loss = (terms * TRAINED).sum(1).mean()
        rollouts(f"reinforce with k{number}", "reinforce", {"beta": 0.3, "kl-estimator": number}, values, zero, reference,
                 TRAINED, loss, "formula")


formulas()


def nft(floor, weighted, name):
    global REWARDS
    keep, REWARDS = REWARDS, torch.tensor([1.0, 0.0, 0.0, 1.0])
    values = log_probs(4, 5)
    old = (values + 0.6 * torch.randn(4, 5)).detach()
    ratio, share = (values - old).exp(), 0.5
    negative = (1 - share * ratio) / (1 - share)
    bounded = (negative.clamp(min=floor) - negative).detach() + negative
    right = REWARDS.unsqueeze(1)
    terms = right * (values - old) + (1 - right) * bounded.log()
    weight = math.sqrt((1 - share) / share) if weighted else 1
    loss = -(weight * terms * TRAINED).sum() / TRAINED.sum()
    rollouts(name, "nft", {"floor": floor, "weighted": int(weighted)}, values, old, old, TRAINED, loss, "formula")
    REWARDS = keep


nft(1.0, True, "nft")
nft(0.1, False, "nft with a low floor")


def full_vocabulary():
    """Readings over the whole vocabulary: what is checked is the gradient by the logits."""
    vocabulary, length, teacher = 5, 4, torch.randn(4, 5)
    targets, weights, whole = torch.tensor([1, 4, 0, 2]), torch.tensor([0.0, 1.0, 0.5, 2.0]), 0.7
    out = []
    for smoothing in (0.0, 0.15):
        logits = torch.randn(length, vocabulary).requires_grad_()
        losses = F.cross_entropy(logits, targets, reduction="none", label_smoothing=smoothing)
        loss = (whole * weights * losses).sum() / (whole * weights).sum()
        out.append(dict(name=f"supervised, smoothing {smoothing}", objective="supervised",
                        settings={"label-smoothing": smoothing}, logits=logits.tolist(), loss=loss.item(),
                        slopes=torch.autograd.grad(loss, [logits])[0].tolist(), by="torch cross_entropy"))
    for reverse in (0, 1):
        logits = torch.randn(length, vocabulary).requires_grad_()
        marked = torch.tensor([-100, 4, 0, 2])
        loss = GKDTrainer.generalized_jsd_loss(logits.unsqueeze(0), teacher.unsqueeze(0), marked.unsqueeze(0), beta=reverse)
        out.append(dict(name="distillation, " + ("reverse" if reverse else "forward"), objective="distillation",
                        settings={"reverse": reverse}, logits=logits.tolist(), loss=loss.item(),
                        slopes=torch.autograd.grad(loss, [logits])[0].tolist(), by="TRL GKDTrainer"))
    return dict(targets=targets.tolist(), weights=weights.tolist(), whole=whole, teacher=teacher.tolist(), cases=out)


def values():
    out = {}
    better, worse = torch.randn(3).requires_grad_(), torch.randn(3).requires_grad_()
    # As TRL's RewardTrainer.compute_loss.
    loss = -F.logsigmoid(better - worse).mean() + 0.01 * torch.mean((better + worse) ** 2)
    grads = torch.autograd.grad(loss, [better, worse])
    out["bradley-terry"] = dict(centring=0.01, better=better.tolist(), worse=worse.tolist(), loss=loss.item(),
                                betterSlopes=grads[0].tolist(), worseSlopes=grads[1].tolist())
    said, targets, mask = torch.randn(6).requires_grad_(), torch.tensor([0.0, 1, 1, 0, 1, 0]), torch.tensor([0.0, 1, 0, 1, 1, 1])
    loss = (F.binary_cross_entropy_with_logits(said, targets, reduction="none") * mask).sum() / mask.sum()
    out["process"] = dict(values=said.tolist(), targets=targets.tolist(), mask=mask.tolist(), loss=loss.item(),
                          slopes=torch.autograd.grad(loss, [said])[0].tolist())
    said, returns = torch.randn(6).requires_grad_(), torch.randn(6)
    loss = (F.mse_loss(said, returns, reduction="none") / 2 * mask).sum() / mask.sum()
    out["value"] = dict(values=said.tolist(), targets=returns.tolist(), mask=mask.tolist(), loss=loss.item(),
                        slopes=torch.autograd.grad(loss, [said])[0].tolist())
    rewards, said, gamma, lam = torch.randn(5), torch.randn(5), 0.9, 0.8
    deltas = [rewards[t] + gamma * (said[t + 1] if t < 4 else 0) - said[t] for t in range(5)]
    advantage = [sum((gamma * lam) ** (k - t) * deltas[k] for k in range(t, 5)).item() for t in range(5)]
    out["temporal-difference"] = dict(gamma=gamma, lam=lam, rewards=rewards.tolist(), values=said.tolist(),
                                      advantages=advantage, targets=[a + v for a, v in zip(advantage, said.tolist())])
    return out


Path(sys.argv[1]).write_text(json.dumps(dict(cases=CASES, vocabulary=full_vocabulary(), values=values()), indent=1) + "\n")
