"""Training steps of the small shape of `ponder bench train` in eager PyTorch: forward, backward, norm clip, AdamW. Prints tokens/s of each step as JSON."""
import json
import sys
import time

import torch
import torch.nn.functional as F

V, D, L, H, K, FF, N, T = 512, 256, 6, 8, 32, 704, 32, 256


class Norm(torch.nn.Module):
    def __init__(self):
        super().__init__()
        self.weight = torch.nn.Parameter(torch.ones(D))

    def forward(self, x):
        return x * torch.rsqrt(x.pow(2).mean(-1, keepdim=True) + 1e-5) * self.weight


def linear(i, o):
    return torch.nn.Linear(i, o, bias=False)


class Layer(torch.nn.Module):
    def __init__(self):
        super().__init__()
        self.norm1, self.norm2 = Norm(), Norm()
        self.qkv, self.out = linear(D, 3 * D), linear(D, D)
        self.gate_up, self.down = linear(D, 2 * FF), linear(FF, D)

    def forward(self, x, cos, sin, mask):
        q, k, v = self.qkv(self.norm1(x)).view(N, T, 3, H, K).permute(2, 0, 3, 1, 4)
        q, k = rotate(q, cos, sin), rotate(k, cos, sin)
        scores = torch.matmul(q, k.transpose(-1, -2)) * K ** -0.5 + mask
        y = torch.matmul(scores.softmax(-1), v).transpose(1, 2).reshape(N, T, D)
        x = x + self.out(y)
        gate, up = self.gate_up(self.norm2(x)).chunk(2, -1)
        return x + self.down(F.silu(gate) * up)


def rotate(x, cos, sin):
    a, b = x.chunk(2, -1)
    return torch.cat([a * cos - b * sin, b * cos + a * sin], -1)


class Model(torch.nn.Module):
    def __init__(self):
        super().__init__()
        self.embed = torch.nn.Embedding(V, D)
        self.layers = torch.nn.ModuleList(Layer() for _ in range(L))
        self.norm, self.head = Norm(), linear(D, V)
        angle = torch.arange(T)[:, None] * 10000.0 ** (-torch.arange(0, K, 2) / K)
        self.register_buffer("cos", angle.cos())
        self.register_buffer("sin", angle.sin())
        self.register_buffer("mask", torch.full((T, T), float("-inf")).triu(1))

    def forward(self, ids):
        x = self.embed(ids)
        for layer in self.layers:
            x = layer(x, self.cos, self.sin, self.mask)
        return self.head(self.norm(x))


def main(precision, steps):
    torch.manual_seed(1)
    torch.set_num_threads(2)
    model = Model()
    for p in model.parameters():
        if p.dim() > 1:
            torch.nn.init.normal_(p, std=0.02)
    optimiser = torch.optim.AdamW(model.parameters(), lr=1e-3, foreach=True)
    ids = torch.randint(V, (N * T + 1,))
    rates = []
    for _ in range(steps + 1):
        start = time.perf_counter()
        with torch.autocast("cpu", dtype=torch.bfloat16, enabled=precision == "bf16"):
            logits = model(ids[:-1].view(N, T))
        loss = F.cross_entropy(logits.float().view(-1, V), ids[1:])
        loss.backward()
        torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimiser.step()
        optimiser.zero_grad(set_to_none=True)
        rates.append(N * T / (time.perf_counter() - start))
    print(json.dumps({"precision": precision, "torch": torch.__version__, "loss": loss.item(), "tokens_per_second": rates[1:]}))


main(sys.argv[1], int(sys.argv[2]))
