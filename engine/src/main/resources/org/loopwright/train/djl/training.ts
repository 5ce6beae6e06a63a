class K(Module):
  __parameters__ = []
  __buffers__ = []
  training : bool
  _is_full_backward_hook : Optional[bool]
  def forward(self: __torch__.K,
    x: Tensor) -> Tensor:
    return x
  def wide(self: __torch__.K,
    x: Tensor) -> Tensor:
    ?half return torch.to(x, 6)
    ?!half return x
  def slim(self: __torch__.K,
    x: Tensor) -> Tensor:
    ?half return torch.to(x, 15)
    ?!half return x
  def times(self: __torch__.K,
    x: Tensor,
    w: Tensor) -> Tensor:
    ?blocked return torch.to_dense(torch.linear(torch.to_mkldnn(x), w))
    ?!blocked return torch.linear(x, w)
  def norm(self: __torch__.K,
    x: Tensor,
    weight: Tensor) -> Tensor:
    ?normoffset return torch.rms_norm(x, [$HIDDEN$], torch.add(weight, $NORMOFFSET$), $EPSILON$)
    ?!normoffset return torch.rms_norm(x, [$HIDDEN$], weight, $EPSILON$)
  def headnorm(self: __torch__.K,
    x: Tensor,
    weight: Tensor) -> Tensor:
    return torch.rms_norm(x, [$HEADSIZE$], torch.add(weight, $NORMOFFSET$), $EPSILON$)
  def low(self: __torch__.K,
    x: Tensor,
    a: Tensor,
    b: Tensor,
    rows: int,
    columns: int) -> Tensor:
    down = (self).times(x, (self).slim(torch.view(a, [$RANK$, columns])))
    return torch.mul((self).times(down, (self).slim(torch.view(b, [rows, $RANK$]))), $LORASCALE$)
  def enter(self: __torch__.K,
    embedding: Tensor,
    ids: Tensor) -> Tensor:
    x = (self).wide(torch.embedding(torch.view(embedding, [$VOCABULARY$, $HIDDEN$]), ids))
    ?scaledembedding return torch.mul(x, $EMBEDDINGSCALE$)
    ?!scaledembedding return x
  def layer(self: __torch__.K,
    x: Tensor,
    flat: Tensor,
    matrices: Tensor,
    adapter: Tensor,
    cos: Tensor,
    sin: Tensor,
    grid: Tensor,
    back: Tensor,
    seen: Tensor) -> Tensor:
    B = torch.size(grid, 0)
    T = torch.size(grid, 1)
    s = torch.split_with_sizes(flat, [$LAYERSIZES$])
    ?frozenhalf m = torch.split_with_sizes(matrices, [$LAYERSIZES$])
    ?!frozenhalf m = s
    ?lora l = torch.split_with_sizes(adapter, [$LORASIZES$])
    n = (self).slim((self).norm(x, s[$NORM$]))
    wp = (self).slim(torch.view(m[$PROJECT$], [$QKV$, $HIDDEN$]))
    ?biases y0 = torch.add((self).times(n, wp), (self).slim(s[$BIAS$]))
    ?!biases y0 = (self).times(n, wp)
    ?loraq yq = (self).low(n, l[$LORAQ$], l[$LORAQ$+1], $QUERY$, $HIDDEN$)
    ?loranoq yq = torch.zeros_like(torch.slice(y0, 1, 0, $QUERY$))
    ?lorak yk = (self).low(n, l[$LORAK$], l[$LORAK$+1], $KEYVALUE$, $HIDDEN$)
    ?loranok yk = torch.zeros_like(torch.slice(y0, 1, 0, $KEYVALUE$))
    ?lorav yv = (self).low(n, l[$LORAV$], l[$LORAV$+1], $KEYVALUE$, $HIDDEN$)
    ?loranov yv = torch.zeros_like(torch.slice(y0, 1, 0, $KEYVALUE$))
    ?loraqkv y = torch.add(y0, torch.cat([yq, yk, yv], 1))
    ?!loraqkv y = y0
    h = torch.view(y, [-1, $ALLHEADS$, $HEADSIZE$])
    ?!headnorms hs = torch.split_with_sizes(h, [$ROTATED$, $KEYHEADS$], 1)
    ?!headnorms qk = (self).wide(hs[0])
    ?!headnorms v0 = hs[1]
    ?headnorms hs = torch.split_with_sizes(h, [$HEADS$, $KEYHEADS$, $KEYHEADS$], 1)
    ?headnorms v0 = hs[2]
    ?headnorms q1 = (self).headnorm((self).wide(hs[0]), s[$QUERYNORM$])
    ?headnorms k1 = (self).headnorm((self).wide(hs[1]), s[$KEYNORM$])
    ?headnorms qk = torch.cat([q1, k1], 1)
    r = (self).slim(torch.add(torch.mul(qk, cos), torch.mul(torch.roll(qk, [$HALF$], [2]), sin)))
    dense = torch.eq(torch.size(back, 0), 0)
    if dense:
      r1 = r
      v1 = v0
    else:
      r1 = torch.index_select(r, 0, torch.flatten(grid))
      v1 = torch.index_select(v0, 0, torch.flatten(grid))
    rs = torch.split_with_sizes(r1, [$HEADS$, $KEYHEADS$], 1)
    q = torch.transpose(torch.view(rs[0], [B, T, $HEADS$, $HEADSIZE$]), 1, 2)
    k0 = torch.view(rs[1], [B, T, $KEYHEADS$, 1, $HEADSIZE$])
    k = torch.transpose(torch.reshape(torch.expand(k0, [B, T, $KEYHEADS$, $GROUP$, $HEADSIZE$]), [B, T, $HEADS$, $HEADSIZE$]), 1, 2)
    v2 = torch.reshape(v1, [B, T, $KEYHEADS$, 1, $HEADSIZE$])
    v = torch.transpose(torch.reshape(torch.expand(v2, [B, T, $KEYHEADS$, $GROUP$, $HEADSIZE$]), [B, T, $HEADS$, $HEADSIZE$]), 1, 2)
    ?window a = torch.scaled_dot_product_attention(q, k, v, seen, 0., False, scale=$SCALE$)
    ?!window a = torch.scaled_dot_product_attention(q, k, v, None, 0., True)
    a1 = torch.reshape(torch.transpose(a, 1, 2), [B*T, $QUERY$])
    if dense:
      a2 = a1
    else:
      a2 = torch.index_select(a1, 0, back)
    ?lorao o0 = (self).low(a2, l[$LORAO$], l[$LORAO$+1], $HIDDEN$, $QUERY$)
    ?lorao o = torch.add((self).times(a2, (self).slim(torch.view(m[$OUT$], [$HIDDEN$, $QUERY$]))), o0)
    ?!lorao o = (self).times(a2, (self).slim(torch.view(m[$OUT$], [$HIDDEN$, $QUERY$])))
    ?outputnorms x0 = torch.add(x, (self).norm((self).wide(o), s[$AFTER$]))
    ?!outputnorms x0 = torch.add(x, o)
    ?outputnorms n0 = (self).slim((self).norm(x0, s[$BEFOREFEED$]))
    ?!outputnorms n0 = (self).slim((self).norm(x0, s[$AFTER$]))
    gu = (self).times(n0, (self).slim(torch.view(m[$GATE$], [$GATEUP$, $HIDDEN$])))
    halves = torch.chunk(gu, 2, 1)
    ?loragate lg = (self).low(n0, l[$LORAGATE$], l[$LORAGATE$+1], $FORWARD$, $HIDDEN$)
    ?loragate g = torch.add(halves[0], lg)
    ?!loragate g = halves[0]
    ?loraup lu = (self).low(n0, l[$LORAUP$], l[$LORAUP$+1], $FORWARD$, $HIDDEN$)
    ?loraup u = torch.add(halves[1], lu)
    ?!loraup u = halves[1]
    ?gelu g3 = torch.mul(torch.mul(torch.mul(g, g), g), 0.044715)
    ?gelu t = torch.tanh(torch.mul(torch.add(g, g3), 0.7978845608028654))
    ?gelu z = torch.mul(torch.mul(torch.mul(g, 0.5), torch.add(t, 1.)), u)
    ?!gelu z = torch.mul(torch.silu(g), u)
    ?loradown d0 = (self).low(z, l[$LORADOWN$], l[$LORADOWN$+1], $HIDDEN$, $FORWARD$)
    ?loradown d = torch.add((self).times(z, (self).slim(torch.view(m[$DOWN$], [$HIDDEN$, $FORWARD$]))), d0)
    ?!loradown d = (self).times(z, (self).slim(torch.view(m[$DOWN$], [$HIDDEN$, $FORWARD$])))
    ?outputnorms return torch.add(x0, (self).norm((self).wide(d), s[$AFTERFEED$]))
    ?!outputnorms return torch.add(x0, d)
  def logits(self: __torch__.K,
    x: Tensor,
    embedding: Tensor,
    tail: Tensor,
    scored: Tensor) -> Tensor:
    n = (self).slim((self).norm(torch.index_select(x, 0, scored), torch.slice(tail, 0, 0, $HIDDEN$)))
    ?tied return (self).wide((self).times(n, (self).slim(torch.view(embedding, [$VOCABULARY$, $HIDDEN$]))))
    ?!tied h = torch.view(torch.slice(tail, 0, $HIDDEN$, $TAIL$), [$VOCABULARY$, $HIDDEN$])
    ?!tied return (self).wide((self).times(n, (self).slim(h)))
  def leave(self: __torch__.K,
    x: Tensor,
    embedding: Tensor,
    tail: Tensor,
    value: Tensor,
    scored: Tensor,
    targets: Tensor,
    teacher: Tensor) -> Tensor:
    o = annotate(List[Tensor], [])
    ?distribution z = (self).logits(x, embedding, tail, scored)
    ?plain _0 = torch.append(o, torch.neg(torch.cross_entropy_loss(z, targets, None, 0)))
    ?whole p = torch.log_softmax(z, -1)
    ?whole _1 = torch.append(o, torch.squeeze(torch.gather(p, 1, torch.unsqueeze(targets, 1)), 1))
    ?mean _2 = torch.append(o, torch.mean(p, [-1]))
    ?entropy _3 = torch.append(o, torch.neg(torch.sum(torch.mul(torch.exp(p), p), [-1])))
    ?watched d = torch.detach(z)
    ?watched d0 = torch.squeeze(torch.gather(d, 1, torch.unsqueeze(targets, 1)), 1)
    ?watched d1 = torch.bmm(torch.unsqueeze(torch.softmax(d, -1), 1), torch.unsqueeze(d, 2))
    ?watched d2 = torch.sub(torch.sub(d0, torch.detach(o[0])), torch.view(d1, [-1]))
    ?watched _7 = torch.append(o, d2)
    ?forwardkl _4 = torch.append(o, torch.sum(torch.mul(torch.exp(teacher), torch.sub(teacher, p)), [-1]))
    ?reversekl _5 = torch.append(o, torch.sum(torch.mul(torch.exp(p), torch.sub(p, teacher)), [-1]))
    ?value n = (self).norm(torch.index_select(x, 0, scored), torch.slice(tail, 0, 0, $HIDDEN$))
    ?value y = torch.linear(n, torch.view(torch.slice(value, 0, 0, $HIDDEN$), [1, $HIDDEN$]), torch.slice(value, 0, $HIDDEN$, $HIDDEN$+1))
    ?value _6 = torch.append(o, torch.squeeze(y, 1))
    return torch.stack(o)
  def stack(self: __torch__.K,
    ids: Tensor,
    grid: Tensor,
    back: Tensor,
    cos: Tensor,
    sin: Tensor,
    nearcos: Tensor,
    nearsin: Tensor,
    far: Tensor,
    near: Tensor,
    ?frozenhalf m: List[Tensor],
    ?lora l: List[Tensor],
    w: List[Tensor]) -> Tensor:
    x = (self).enter($EMBEDDING$, ids)
    for i in range($LAYERS$):
      ?window if torch.eq([$WINDOWED$][i], 1):
      ?window   x0 = (self).layer(x, w[i+1], $MATRICES$, $ADAPTER$, nearcos, nearsin, grid, back, near)
      ?window else:
      ?window   x0 = (self).layer(x, w[i+1], $MATRICES$, $ADAPTER$, cos, sin, grid, back, far)
      ?!window x0 = (self).layer(x, w[i+1], $MATRICES$, $ADAPTER$, cos, sin, grid, back, far)
      x = x0
    return x
  def all(self: __torch__.K,
    scored: Tensor,
    targets: Tensor,
    teacher: Tensor,
    value: Tensor,
    ids: Tensor,
    grid: Tensor,
    back: Tensor,
    cos: Tensor,
    sin: Tensor,
    nearcos: Tensor,
    nearsin: Tensor,
    far: Tensor,
    near: Tensor,
    ?frozenhalf m: List[Tensor],
    ?lora l: List[Tensor],
    w: List[Tensor]) -> Tensor:
    x = (self).stack(ids, grid, back, cos, sin, nearcos, nearsin, far, near, $LISTS$w)
    return (self).leave(x, $EMBEDDING$, w[$LAYERS$+1], value, scored, targets, teacher)
  def teach(self: __torch__.K,
    scored: Tensor,
    ids: Tensor,
    grid: Tensor,
    back: Tensor,
    cos: Tensor,
    sin: Tensor,
    nearcos: Tensor,
    nearsin: Tensor,
    far: Tensor,
    near: Tensor,
    ?frozenhalf m: List[Tensor],
    ?lora l: List[Tensor],
    w: List[Tensor]) -> Tensor:
    x = (self).stack(ids, grid, back, cos, sin, nearcos, nearsin, far, near, $LISTS$w)
    return torch.log_softmax((self).logits(x, $EMBEDDING$, w[$LAYERS$+1], scored), -1)
  def shrink(self: __torch__.K,
    x: Tensor) -> Tensor:
    return torch.to(x, 15)
  def squares(self: __torch__.K,
    g: List[Tensor]) -> Tensor:
    o = annotate(List[Tensor], [])
    for i in range(torch.len(g)):
      _0 = torch.append(o, torch.linalg_vector_norm(g[i]))
    return torch.linalg_vector_norm(torch.stack(o))
  def adamw(self: __torch__.K,
    theta: List[Tensor],
    gradient: List[Tensor],
    first: List[Tensor],
    second: List[Tensor],
    step: Tensor,
    scale: Tensor,
    rate: float,
    beta1: float,
    beta2: float,
    decay: float) -> Tensor:
    steps = annotate(List[Tensor], [])
    for i in range(torch.len(theta)):
      _0 = torch.append(steps, step)
    torch._fused_adamw_(theta, gradient, first, second, annotate(List[Tensor], []), steps, lr=rate, beta1=beta1, beta2=beta2, weight_decay=decay, eps=1.0e-8, amsgrad=False, maximize=False, grad_scale=scale)
    return scale
  def clear(self: __torch__.K,
    gradient: List[Tensor]) -> Tensor:
    for i in range(torch.len(gradient)):
      _0 = torch.zero_(gradient[i])
    return gradient[0]
  def put(self: __torch__.K,
    to: Tensor,
    fresh: Tensor) -> Tensor:
    return torch.copy_(to, fresh)
  def average(self: __torch__.K,
    old: List[Tensor],
    fresh: List[Tensor],
    decay: float) -> Tensor:
    for i in range(torch.len(old)):
      _0 = torch.add_(torch.mul_(old[i], decay), fresh[i], alpha=1.-decay)
    return old[0]
