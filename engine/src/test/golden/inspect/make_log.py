"""Writes sums.eval: what Inspect AI itself makes of three problems, twice each, with a scripted model.

Each attempt has three replies, the second of which calls a tool; tokens are 11 read and 4 written a reply.
Run: python make_log.py TARGET_FOLDER
"""
import pathlib
import sys

from inspect_ai import Task, eval
from inspect_ai.dataset import MemoryDataset, Sample
from inspect_ai.model import ChatMessageUser, ModelOutput, ModelUsage, get_model
from inspect_ai.scorer import includes, match
from inspect_ai.solver import generate, solver, system_message, use_tools
from inspect_ai.tool import tool


@tool
def add():
    async def execute(x: int, y: int):
        """Add.

        Args:
            x: first
            y: second
        """
        return x + y

    return execute


@solver
def again():
    async def solve(state, gen):
        state.messages.append(ChatMessageUser(content="Are you sure?"))
        return await gen(state)

    return solve


def outputs():
    for epoch in range(2):
        for _ in range(3):
            yield ModelOutput.from_content("mockllm/model", "maybe 2")
            yield ModelOutput.for_tool_call("mockllm/model", "add", {"x": 1, "y": 1})
            yield ModelOutput.from_content("mockllm/model", "it is 2", stop_reason="max_tokens" if epoch else "stop")


def counted():
    for output in outputs():
        output.usage = ModelUsage(input_tokens=11, output_tokens=4, total_tokens=15)
        yield output


target = pathlib.Path(sys.argv[1])
problems = MemoryDataset(
    [
        Sample(id="a", input="1+1?", target="2", metadata={"topic": "small"}),
        Sample(id="b", input="2+2?", target="4"),
        Sample(id=3, input=[ChatMessageUser(content="3+3?")], target=["6", "six"]),
    ],
    name="sums",
)
task = Task(
    dataset=problems,
    solver=[system_message("Be brief."), generate(), use_tools(add()), again()],
    scorer=[match(), includes()],
    epochs=2,
    name="sums",
)
logs = eval(
    task,
    model=get_model("mockllm/model", custom_outputs=counted()),
    log_format="eval",
    log_dir=str(target),
    max_samples=1,
    max_connections=1,
    display="none",
)
assert logs[0].status == "success", logs[0].error
pathlib.Path(logs[0].location).rename(target / "sums.eval")
