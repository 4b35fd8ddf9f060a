"""Pedigrees, collections, clearance and benefit, from their definitions alone."""
from collections import defaultdict
from fractions import Fraction as F
from definitions import LEAPS, INVENTORS, mid, kaplan_meier

EPS = F(1, 10 ** 9)


def topo(ch):
    """germplasm ids, parents before offspring"""
    order, state = [], {}
    for r in ch.gp:
        st = [(r, iter(ch.gp[r]["parents_w"]))] if r not in state else []
        state.setdefault(r, 1)
        while st:
            n, it = st[-1]
            for p, _ in it:
                if p not in state:
                    state[p] = 1
                    st.append((p, iter(ch.gp[p]["parents_w"])))
                    break
            else:
                order.append(n)
                st.pop()
    return order


def varieties(ch, c):
    return [g["id"] for g in ch.germplasm if g["category"] == c and g["kind"] in ("variety", "hybrid")
            and g.get("released") is not None and ch.past(g["released"]) <= ch.as_of and not ch.withdrawn(g["id"])]


def loose(ch, g):
    """unknown parentage of g: 1 without parents"""
    u = 1 - sum((s for _, s in ch.gp[g]["parents_w"]), F(0))
    return F(0) if u < EPS else u


def masses(ch, weights, order, stop=None):
    mu = defaultdict(F)
    for v, w in weights.items():
        mu[v] += w
    for g in reversed(order):
        if mu[g] and not (stop and stop(g)):
            for p, s in ch.gp[g]["parents_w"]:
                mu[p] += s * mu[g]
    return mu


def region_up(ch):
    within = {r["id"]: r.get("within") or [] for r in ch.doc.get("regions") or []}
    up = {}
    for r in within:
        seen, todo = {r}, [r]
        while todo:
            for x in within.get(todo.pop(), []):
                if x not in seen:
                    seen.add(x)
                    todo.append(x)
        up[r] = seen
    return within, up


def origin_class(ch):
    within, up = region_up(ch)
    home = ch.doc.get("home")
    root = {r: {x for x in u if not within.get(x)} for r, u in up.items()}

    def f(g):
        o = ch.gp[g].get("origin")
        if home is None or o is None:
            return "unknown"
        uo, uh = up.get(o, {o}), up.get(home, {home})
        if home in uo:
            return "home"
        if o in uh:
            return "unknown"
        return "elsewhere" if root.get(o, {o}) & root.get(home, {home}) else "abroad"
    return f


def ancestors(ch, g):
    seen, todo = set(), [g]
    while todo:
        for p, _ in ch.gp[todo.pop()]["parents_w"]:
            if p not in seen:
                seen.add(p)
                todo.append(p)
    return seen


def areas(ch, obj):
    """{(year, unit): adopted area} after conversion to mu; totals are not counted twice"""
    _, up = region_up(ch)
    rows = defaultdict(list)
    for a in ch.adopt_of[obj]:
        u, v = a["unit"], F(a["area"])
        if u == "hectare":
            u, v = "mu", v * 15
        rows[a["year"], u].append((a["region"], v))
    out = {}
    for k, rs in rows.items():
        names = {r for r, _ in rs}
        out[k] = sum((v for r, v in rs if not any(o != r and o in up.get(r, {r}) for o in names)), F(0))
    return out


def pedigree(ch):
    order, cls, out = topo(ch), origin_class(ch), []
    for c in ch.cats:
        R = varieties(ch, c)
        row = {"category": c, "varieties": len(R)}
        if R:
            w = {v: F(1, len(R)) for v in R}
            mu = masses(ch, w, order)
            f = {a: mu[a] * loose(ch, a) for a in order if mu[a] * loose(ch, a) > 0}
            ph = {a for a in f if ch.gp[a]["parents_w"]}
            P = sum((f[a] for a in ph), F(0))
            real = sorted(((v, a) for a, v in f.items() if a not in ph), key=lambda x: (-x[0], x[1]))
            sq = sum(v * v for v in f.values())
            rs = [v for v, _ in real]
            low = (rs[0] + P) ** 2 + sum((v * v for v in rs[1:]), F(0)) if rs else P * P
            row["founders"] = {"count": len(real), "effective": {"lower": 1 / low, "upper": 1 / sq}, "unknown": P,
                               "largest": [{"germplasm": a, "share": v} for v, a in real[:10]]}
            reach = defaultdict(int)
            for v in R:
                for a in ancestors(ch, v):
                    reach[a] += 1
            core = sorted((a for a in reach if reach[a] >= 3 and 20 * reach[a] >= len(R)), key=lambda a: (-reach[a], -mu[a], a))
            row["core_parents"] = [{"germplasm": a, "reach": reach[a], "mass": mu[a]} for a in core]
            direct = defaultdict(F)
            for v in R:
                for p, s in ch.gp[v]["parents_w"]:
                    direct[p] += s
            known = sum(direct.values())
            row["direct_parents"] = {"hhi": sum((x / known) ** 2 for x in direct.values()) if known else None,
                                     "top_share": max(direct.values()) / known if known else None}
            far = {"elsewhere", "abroad"}
            m2 = masses(ch, w, order, lambda g: cls(g) in far)
            og = {"home": F(0), "elsewhere": F(0), "abroad": F(0), "unknown": F(0)}
            for a in order:
                k = cls(a)
                if k in far:
                    og[k] += m2[a]
                elif m2[a]:
                    og["unknown" if ch.gp[a]["parents_w"] else k] += m2[a] * loose(ch, a)
            row["origin"] = og
            row["_reach"] = dict(reach)
        else:
            row.update({"founders": None, "core_parents": [], "direct_parents": None, "origin": None, "_reach": {}})
        pairs = shared = 0
        for p in ch.projects:
            if p["live"] and p["category"] == c:
                for m in ch.material(p):
                    h = ch.gp[m].get("holders") or []
                    if h:
                        pairs += 1
                        shared += p["performer"] not in h
        row["sharing"] = {"pairs": pairs, "shared": shared}
        ar = {g["id"]: areas(ch, ("germplasm", g["id"])) for g in ch.germplasm if g["category"] == c and g["kind"] in ("variety", "hybrid")}
        ys = [y for a in ar.values() for (y, u), v in a.items() if u == "mu" and v > 0]
        row["variety_age"] = None
        if ys:
            y = max(ys)
            tot = sum((a.get((y, "mu"), F(0)) for a in ar.values()), F(0))
            cov = [(a[y, "mu"], max(0, y - int(ch.gp[g]["released"][:4]))) for g, a in ar.items()
                   if (y, "mu") in a and ch.gp[g].get("released") is not None]
            ca = sum((x for x, _ in cov), F(0))
            row["variety_age"] = {"years": sum(x * t for x, t in cov) / ca if ca else None, "covered": ca / tot, "year": y}
        ev, cen = [], []
        for g in ch.germplasm:
            if g["category"] == c and g["kind"] in ("variety", "hybrid") and g.get("released") is not None:
                objs = [("germplasm", g["id"])] + ([("project", ch.releaser[g["id"]])] if g["id"] in ch.releaser else [])
                r = int(g["released"][:4])
                a = [x["year"] for o in objs for x in ch.adopted(o)]
                end = int(g["withdrawn"][:4]) if ch.withdrawn(g["id"]) else ch.year
                if a:
                    ev.append(max(0, min(a) - r))
                else:
                    cen.append(max(0, end - r))
        m, lo, hi = kaplan_meier(ev, cen)
        row["years_to_field"] = {"observations": len(ev) + len(cen), "median": m, "low": lo, "high": hi}
        if R or pairs or ev or cen or any(g["category"] == c for g in ch.germplasm):
            out.append(row)
    return out


COUNTS = ("identified", "confirmed", "listed", "shared", "used", "duplicated")


def collections(ch):
    out = []
    for c in ch.cats:
        last = {}
        for x in ch.collections:
            if x["category"] == c:
                k = mid(x["date"]) if x.get("date") is not None else -1
                if x["holder"] not in last or k >= last[x["holder"]][0]:
                    last[x["holder"]] = (k, x)
        xs = [x for _, x in last.values()]
        if not xs:
            continue
        acc = [x["accessions"] for x in xs if x.get("accessions") is not None]
        row = {"category": c, "accessions": sum(acc) if acc else None}
        for k in COUNTS:
            both = [x for x in xs if x.get(k) is not None and x.get("accessions") is not None]
            n = sum(x["accessions"] for x in both)
            cnt = sum(x[k] for x in both)
            row[k] = {"count": cnt, "share": F(cnt, n) if n else None} if both else None
        row["drawn_on"] = sum(1 for g in ch.germplasm if g["category"] == c and
                              any(p["live"] and g["id"] in p["draws_on"] for p in ch.projects))
        out.append(row)
    return out


def may_use(ch, m):
    """organizations that may use m by right of ownership or commercial licence"""
    own = set(ch.acting_owners(ch.gp[m], False))
    lics = [l for l in ch.lic_of[("germplasm", m)]]
    if m in ch.releaser:
        lics += ch.lic_of[("project", ch.releaser[m])]
        powners = set(ch.acting_owners(ch.prj[ch.releaser[m]], True))
    else:
        powners = set()
    lics = [l for l in lics if l["_in_force"] and l["use"] == "commercial"]
    ok, sub = set(), set()
    grow = True
    while grow:
        grow = False
        for l in lics:
            f = l.get("from")
            direct = f is None or f in own or f in powners or not own
            if (direct or f in sub) and (l["to"] not in ok or (l.get("sublicence") and l["to"] not in sub)):
                ok.add(l["to"])
                if l.get("sublicence"):
                    sub.add(l["to"])
                grow = True
    return own, ok


def clear_state(ch, m, o):
    g = ch.gp[m]
    right = g.get("right")
    own, ok = may_use(ch, m)
    exclusive = right in ("variety-right", "patent") and not (g.get("right_ends") is not None and mid(g["right_ends"]) <= ch.as_of)
    if right in ("none", "registered", "variety-right", "patent") and not exclusive or o in own or o in ok:
        return "clear"
    if exclusive and (own or g.get("owners")):
        return "blocked"
    return "unknown"


def needed(ch, v):
    n, todo = set(), [v]
    while todo:
        m = todo.pop()
        if m in n:
            continue
        n.add(m)
        if ch.gp[m]["kind"] == "hybrid":
            todo += [p for p, _ in ch.gp[m]["parents_w"]]
        r = m
        while ch.gp[r].get("derived_from") is not None:
            r = ch.gp[r]["derived_from"]
        todo.append(r)
    return n


def clearance(ch):
    out, seen = [], set()
    for p in ch.projects:
        if p["live"] and p["stage"] == "industrialization":
            for v in p["releases"] + p["draws_on"]:
                if ch.gp[v]["kind"] in ("variety", "hybrid") and (v, p["performer"]) not in seen:
                    seen.add((v, p["performer"]))
                    st = {m: clear_state(ch, m, p["performer"]) for m in sorted(needed(ch, v))}
                    worst = "blocked" if "blocked" in st.values() else "unknown" if "unknown" in st.values() else "clear"
                    out.append({"germplasm": v, "by": p["performer"], "state": worst,
                                "because": [{"germplasm": m, "state": s} for m, s in st.items() if s != "clear"],
                                "_category": p["category"]})
    return out


def benefit(ch):
    got = {p["id"]: F(p.get("revenue") or 0) for p in ch.projects}
    germ = defaultdict(F)
    total = sum(got.values(), F(0))
    indeg = {p["id"]: 0 for p in ch.projects}
    for p in ch.projects:
        for q in p["builds_on"]:
            indeg[q] += 1
    todo = [i for i, n in indeg.items() if n == 0]
    hold, leap, un = defaultdict(F), [F(0)] * 3, F(0)
    while todo:
        p = ch.prj[todo.pop()]
        out = F(0)
        for r in p.get("royalties") or []:
            s = F(r["share"])
            out += s
            if r.get("project") is not None:
                got[r["project"]] += got[p["id"]] * s
            else:
                germ[r["germplasm"]] += got[p["id"]] * s
        k = got[p["id"]] * (1 - out)
        leap[p["leap"]] += k
        rest = k
        shares = p.get("benefit_shares") or p.get("owners")
        if shares:
            for w in shares:
                h = "inventors" if w["holder"] in INVENTORS else w["holder"]
                hold[h] += k * F(w["share"])
                rest -= k * F(w["share"])
            un += rest
        hold[p["performer"]] += rest
        for q in p["builds_on"]:
            indeg[q] -= 1
            if indeg[q] == 0:
                todo.append(q)
    for g, x in germ.items():
        r = ch.gp[g]
        if r.get("owners"):
            rest = x
            for w in r["owners"]:
                h = "inventors" if w["holder"] in INVENTORS else w["holder"]
                hold[h] += x * F(w["share"])
                rest -= x * F(w["share"])
            hold[None] += rest
        else:
            hs = r.get("holders") or r.get("bred_by") or [None]
            for h in hs:
                hold[h] += x / len(hs)
    return {"total": total, "by_holder": [{"holder": h, "amount": x} for h, x in sorted(hold.items(), key=lambda i: (-i[1], str(i[0]))) if x > 0],
            "by_leap": {LEAPS[0]: leap[0], LEAPS[1]: leap[1], LEAPS[2]: leap[2], "germplasm": sum(germ.values(), F(0))},
            "inventors": hold.get("inventors", F(0)), "unassigned": un}
