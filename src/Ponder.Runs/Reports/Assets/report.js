"use strict";
(() => {
  const tip = document.getElementById("tip");
  const make = (tag, className, text) => {
    const node = document.createElement(tag);
    if (className) node.className = className;
    if (text !== undefined) node.textContent = text;
    return node;
  };

  // Charts: a rule at the nearest step, and the values there.
  for (const chart of document.querySelectorAll(".chart")) {
    const svg = chart.querySelector(".frame");
    const rule = svg.querySelector(".rule");
    const data = JSON.parse(chart.querySelector("script").textContent);
    const place = x => (x - data.x0) / (data.x1 - data.x0) * data.w;
    const nearest = (xs, x) => {
      let low = 0, high = xs.length - 1;
      while (low < high) {
        const middle = (low + high) >> 1;
        if (xs[middle] < x) low = middle + 1; else high = middle;
      }
      return low > 0 && x - xs[low - 1] < xs[low] - x ? low - 1 : low;
    };
    svg.addEventListener("pointermove", event => {
      const box = svg.getBoundingClientRect();
      const at = (event.clientX - box.left - data.left) / (box.width - data.left - data.right);
      const x = data.x0 + at * (data.x1 - data.x0);
      const found = data.series.filter(s => s.x.length).map(s => ({ s, i: nearest(s.x, x) }));
      const step = found.map(f => f.s.x[f.i]).reduce((a, b) => Math.abs(b - x) < Math.abs(a - x) ? b : a);
      rule.setAttribute("x1", place(step));
      rule.setAttribute("x2", place(step));
      rule.style.visibility = "visible";
      tip.replaceChildren(make("p", "dim", "step " + step));
      for (const { s, i } of found) {
        if (Math.abs(s.x[i] - step) > (data.x1 - data.x0) / 100) continue;
        const line = make("p", "key");
        line.append(make("i", "f" + s.c), s.n + " ", make("b", "", s.y[i]));
        tip.append(line);
      }
      tip.hidden = false;
      const left = event.clientX + 16 + tip.offsetWidth > innerWidth ? event.clientX - 16 - tip.offsetWidth : event.clientX + 16;
      tip.style.left = left + "px";
      tip.style.top = Math.max(8, event.clientY - tip.offsetHeight - 12) + "px";
    });
    svg.addEventListener("pointerleave", () => { tip.hidden = true; rule.style.visibility = "hidden"; });
  }

  // Samples.
  const box = document.getElementById("samples");
  if (!box) return;
  const steps = JSON.parse(box.querySelector("script").textContent);
  const slider = box.querySelector("input[type=range]");
  const label = box.querySelector("output");
  const list = box.querySelector(".list");
  const shade = box.querySelector(".shade");
  const shadeBox = shade.querySelector("input");
  const verdicts = ["correct", "wrong", "undecided"];
  let wanted = null;
  const buttons = verdicts.map(verdict => {
    const button = make("button", "word " + verdict);
    button.type = "button";
    button.addEventListener("click", () => { wanted = wanted === verdict ? null : verdict; draw(); });
    box.querySelector(".verdicts").append(button);
    return button;
  });
  shade.hidden = !steps.some(step => step.samples.some(sample => sample.pieces));

  const completion = sample => {
    const text = make("div", "text");
    if (shadeBox.checked && sample.pieces) {
      sample.pieces.forEach((piece, i) => {
        const span = make("span", "", piece);
        const unlikely = 1 - Math.exp(sample.lp[i]);
        span.style.background = `color-mix(in srgb, var(--c2) ${Math.round(unlikely * 70)}%, transparent)`;
        span.title = `log-probability ${sample.lp[i]}`;
        text.append(span);
      });
    } else {
      text.textContent = sample.c || "(empty)";
    }
    return text;
  };

  const card = sample => {
    const node = make("div", "sample " + sample.v);
    const meta = make("p", "meta");
    meta.append(make("span", "word " + sample.v, sample.v + (sample.why ? ": " + sample.why : "")));
    if (sample.x !== null) meta.append(make("span", "", "read as " + sample.x));
    meta.append(make("span", "", "reward " + sample.r));
    if (sample.adv !== null) meta.append(make("span", "", "advantage " + sample.adv));
    meta.append(make("span", "", sample.n + " tokens" + (sample.f === "stop" ? "" : ", " + sample.f)));
    node.append(completion(sample), meta);
    return node;
  };

  const draw = () => {
    const step = steps[slider.value];
    label.textContent = `step ${step.step} (${step.stage})` + (step.samples.length < step.total ? `, ${step.samples.length} of ${step.total}` : "");
    verdicts.forEach((verdict, i) => {
      buttons[i].textContent = step.samples.filter(sample => sample.v === verdict).length + " " + verdict;
      buttons[i].setAttribute("aria-pressed", wanted === verdict);
    });
    const groups = new Map();
    for (const sample of step.samples) {
      if (wanted && sample.v !== wanted) continue;
      if (!groups.has(sample.id)) groups.set(sample.id, []);
      groups.get(sample.id).push(sample);
    }
    list.replaceChildren();
    // Groups of one sample stand beside each other.
    list.className = [...groups.values()].every(samples => samples.length === 1) ? "singles" : "";
    for (const [id, samples] of groups) {
      const first = samples[0];
      const head = make("div", "prompt");
      head.append(make("span", "dim", id + " · answer "), make("b", "", first.a), make("div", "text", first.q));
      if (first.p !== first.q) {
        const whole = make("details");
        whole.append(make("summary", "", "whole prompt"), make("div", "text", first.p));
        head.append(whole);
      }
      const row = make("div", "samples");
      samples.forEach(sample => row.append(card(sample)));
      const group = make("div", "group");
      group.append(head, row);
      list.append(group);
    }
    if (!groups.size) list.append(make("p", "empty", "no sample of this step has this verdict"));
  };

  slider.addEventListener("input", draw);
  shadeBox.addEventListener("change", draw);
  for (const button of box.querySelectorAll("[data-move]")) {
    button.addEventListener("click", () => { slider.value = +slider.value + +button.dataset.move; draw(); });
  }
  draw();
})();
