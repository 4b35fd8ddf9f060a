"""Certainty (certainty.md): cells, marks, needs, counts, bounds, audits."""
from collections import defaultdict
from fractions import Fraction as F
from definitions import STAGES, SI, LEAP, LEAPS, LEAP_STAGES, LIVE, NEG, ZW, span, mid, iso, minus_years, wilson

ANOTHER = "*"


def is_all(st):
    return st.get("checked") is None and st.get("recorded", "all") == "all"


def minus(todo, have):
    """closed integer intervals: todo without have"""
    for a, b in have:
        out = []
        for x, y in todo:
            if b < x or a > y:
                out.append((x, y))
                continue
            if x < a:
                out.append((x, a - 1))
            if y > b:
                out.append((b + 1, y))
        todo = out
    return sorted(todo)


class Certainty:
    def __init__(self, ch):
        self.ch = ch
        self.asof = ch.as_of
        mode = ch.opt["assume"]
        self.mode = {"complete": "closed"}.get(mode, mode)
        self.sts = [] if self.mode == "open" else [s for s in ch.statements if is_all(s)]

    # -------------------------------------------------------- statements and cells
    def matching(self, lst, c, s, org):
        """`all` statements whose scope contains (lst, c, s, org) whatever the day.
        s None: a list without stage.  org None or ANOTHER: only statements for any organization."""
        for st in self.sts:
            if st["list"] == lst and st.get("category") in (None, c) and (st.get("stage") is None or st["stage"] == s) \
                    and (st.get("organization") is None or (org not in (None, ANOTHER) and st["organization"] == org)):
                yield st

    def uncovered(self, lst, c, s, org, lo=NEG, hi=None):
        hi = self.asof if hi is None else hi
        have = []
        for st in self.matching(lst, c, s, org):
            a = NEG if st.get("from") is None else span(st["from"])[0]
            b = self.asof if st.get("to") is None else min(self.asof, span(st["to"])[1])
            have.append((a, b))
        return minus([(lo, hi)], have) if lo <= hi else []

    def caps_all(self, c, s, org=None):
        return any(True for _ in self.matching("capabilities", c, s, org))

    def void(self, o, c, s):
        ch = self.ch
        return self.caps_all(c, s, o) and (o, c, s) not in ch.caps_all and \
            not any((o, c, s) in ch.roles_of(p) for p in ch.projects if p["category"] == c and p["stage"] == s)

    def every(self, lst, c, s, lo=NEG, performers=None):
        """uncovered cells of every performer and another: [(org or None, a, b)]"""
        out = []
        anyone = []
        if performers is None and not self.caps_all(c, s):
            anyone = self.uncovered(lst, c, s, ANOTHER, lo)
            out += [(None, a, b) for a, b in anyone]
        for o in (performers if performers is not None else self.ch.org):
            if not self.void(o, c, s):
                for a, b in minus(self.uncovered(lst, c, s, o, lo), anyone):
                    out.append((o, a, b))
        return out

    # -------------------------------------------------------- needs of a gap
    def projects_need(self, needs, c, stages, lo=NEG, performers=None):
        for s in stages:
            for o, a, b in self.every("projects", c, s, lo, performers):
                needs.append(("projects", c, s, o, a, b))

    def links_need(self, needs, lst, c, stages, lo=NEG, performers=None, live_only=True):
        """builds-on or answers of listed projects of (c, stages), each at its day; 'painted' adds the whole cells"""
        if self.ch.opt["builds_on"] == "painted" and lst == "builds-on":
            for s in stages:
                for o, a, b in self.every(lst, c, s, lo, performers):
                    needs.append((lst, c, s, o, a, b))
        for p in self.ch.projects:
            if p["category"] == c and p["stage"] in stages and (p["live"] or not live_only) and \
                    (performers is None or p["performer"] in performers):
                self.day_need(needs, lst, p)

    def day_need(self, needs, lst, p):
        d = self.day(p)
        for a, b in self.uncovered(lst, p["category"], p["stage"], p["performer"], d, d):
            needs.append((lst, p["category"], p["stage"], p["performer"], a, b))

    def day(self, p):
        for k in ("_started", "_commissioned"):
            if p[k] is not None:
                return p[k]
        return self.asof

    def flat_need(self, needs, lst, c, org=None):
        for a, b in self.uncovered(lst, c, None, org):
            needs.append((lst, c, None, org, a, b))

    def caps_need(self, needs, c, stages):
        for s in stages:
            if not self.caps_all(c, s):
                needs.append(("capabilities", c, s, None, NEG, self.asof))

    def uptake_stages(self, p):
        return STAGES if p["releases"] else [s for s in STAGES if SI[s] >= SI[p["stage"]]]

    def stranded_need(self, p, needs, since):
        c = p["category"]
        lo = NEG if since is None else minus_years(since, self.ch.opt["grace_years"])
        st = self.uptake_stages(p)
        self.projects_need(needs, c, st, lo)
        self.links_need(needs, "builds-on", c, st, lo)
        for o in self.ch.acting_owners(p, True):
            self.flat_need(needs, "licences", c, o)
        self.flat_need(needs, "adoptions", c)

    def needs(self, g):
        ch, kind, c, n = self.ch, g["kind"], g["category"], []
        p = ch.prj.get(g.get("project"))
        if kind in ("late-handoff", "idle-commission"):
            pass
        elif kind == "missing-stage":
            st = LEAP_STAGES[LEAPS.index(g["leap"])]
            self.caps_need(n, c, st)
            self.projects_need(n, c, st)
        elif kind == "missing-route":
            l = LEAPS.index(g["from"])
            st = LEAP_STAGES[l] + LEAP_STAGES[l + 1]
            self.caps_need(n, c, st)
            self.projects_need(n, c, STAGES)
            self.links_need(n, "builds-on", c, STAGES)
            self.flat_need(n, "agreements", c)
            for o in ch.workers(c, st):
                self.flat_need(n, "licences", c, o)
        elif kind == "stranded-result":
            self.stranded_need(p, n, p["_ended"])
        elif kind in ("unfounded-start", "skipped-leap"):
            self.day_need(n, "builds-on", p)
        elif kind in ("unanswered-demand", "demand-stopped-short"):
            d = next(x for x in ch.demands if x["id"] == g["demand"])
            st = [s for s in STAGES if kind == "unanswered-demand" or SI[s] <= SI[d["stage"]]]
            lo = NEG if d.get("raised") is None else ch.past(d["raised"])
            self.projects_need(n, c, st, lo)
            self.links_need(n, "answers", c, st)
        elif kind == "last-mile":
            self.flat_need(n, "services", c, p["performer"])
            self.flat_need(n, "adoptions", c)
            self.day_need(n, "builds-on", p)            # a release of something withdrawn or in use
        elif kind == "idle-licence":
            self.projects_need(n, c, STAGES, NEG, [g["to"]])
            self.links_need(n, "builds-on", c, STAGES, NEG, [g["to"]])
            self.flat_need(n, "adoptions", c)
            if p is not None:
                self.day_need(n, "builds-on", p)        # a release of something in use
        elif kind == "unadopted-product":
            self.flat_need(n, "adoptions", c)
            self.links_need(n, "builds-on", c, STAGES, live_only=False)     # something in use may release it
        else:
            raise KeyError(kind)
        return n

    def merged(self, needs):
        by = defaultdict(set)
        for lst, c, s, o, a, b in needs:
            by[lst, c, o, a, b].add(s)
        out = []
        for (lst, c, o, a, b), ss in by.items():
            out.append({"list": lst, "category": c, "stages": sorted((s for s in ss if s), key=SI.get), "organization": o,
                        "from": iso(a), "to": iso(b)})
        out.sort(key=lambda n: (n["list"], n["category"], n["organization"] or "", n["from"] or "", n["to"] or "", n["stages"]))
        return out

    def mark(self, gaps):
        for g in gaps:
            always = g["kind"] in ("late-handoff", "idle-commission")
            if self.mode == "closed" or always:
                g["certainty"] = "certain"
                continue
            n = self.needs(g)
            if n:
                g["certainty"] = "possible"
                g["needs"] = self.merged(n)
            else:
                g["certainty"] = "certain"

    # -------------------------------------------------------- section
    def unrecorded(self):
        ch, out = self.ch, []
        for c in ch.cats:
            ps = [p for p in ch.projects if p["category"] == c]
            after0 = [p for p in ps if p["live"] and p["leap"] > 0]
            rows = {"builds-on": (sum(1 for p in after0 if p["builds_on"]), len(after0)),
                    "commissioner": (sum(1 for p in ps if p.get("commissioner")), len(ps))}
            if any(d["category"] == c for d in ch.demands):
                lv = [p for p in ps if p["live"]]
                rows["answers"] = (sum(1 for p in lv if p["answers"]), len(lv))
            s1 = [p for p in ps if p["status"] in ("active", "delivered", "failed")]
            s2 = [p for p in ps if p["status"] in ("delivered", "failed")]
            rows["started"] = (sum(1 for p in s1 if p.get("started")), len(s1))
            rows["ended"] = (sum(1 for p in s2 if p.get("ended")), len(s2))
            w = ch.workers(c, STAGES)
            rows["capabilities"] = (sum(1 for o in w if any((o, c, s) in ch.caps for s in STAGES)), len(w))
            ind = {p["performer"] for p in ps if p["status"] == "delivered" and p["stage"] == "industrialization"}
            rows["services"] = (sum(1 for o in ind if ch.served(o, c)), len(ind))
            for k, (f, n) in rows.items():
                if n >= 10 and 20 * f < n:
                    out.append({"list": k, "category": c, "filled": f, "of": n})
        return out

    def counts(self, gaps):
        n = defaultdict(lambda: [0, 0])
        for g in gaps:
            n[g["category"], g["kind"]][g["certainty"] == "possible"] += 1
        return [{"category": k[0], "kind": k[1], "listed": sum(v), "certain": v[0], "possible": v[1]} for k, v in sorted(n.items())]

    def not_taken_up_for_certain(self, p):
        if self.mode == "closed":
            return True
        if self.mode == "open":
            return False
        ch, c, n = self.ch, p["category"], []
        desc = [ch.prj[x] for x in ch.descendants(p["id"])]
        if any(d["category"] != c for d in desc):
            return False
        ends = [x["_ended"] for x in [p] + desc]
        since = None if any(e is None for e in ends) else min(ends)
        self.stranded_need(p, n, since)
        self.links_need(n, "builds-on", c, STAGES, live_only=False)
        if ch.licensed(p):
            later = [s for s in STAGES if LEAP[s] > p["leap"]]
            self.caps_need(n, c, later)
            self.projects_need(n, c, later)
        return not n

    def conversion(self):
        ch, out = self.ch, []
        for f in ch.funnel():
            c, l = f["category"], LEAPS.index(f["from"])
            ds = [p for p in ch.projects if p["category"] == c and p["leap"] == l and p["status"] == "delivered"]
            D, U, B = len(ds), f["taken_up"], f["by_project"]
            N = sum(1 for p in ds if ch.uptake(p)[0] is None and self.not_taken_up_for_certain(p))
            row = {"category": c, "from": f["from"], "to": f["to"], "listed": f["conversion"],
                   "low": F(U, D) if D else None, "high": F(D - N, D) if D else None,
                   "recorded_share": None, "corrected": None, "real_gaps": None, "why": None}
            au = [s for s in ch.statements if s["list"] == "builds-on" and s.get("checked") is not None and s.get("category") == c
                  and all(s.get(k) is None for k in ("stage", "organization", "from", "to"))]
            n, k = sum(s["checked"] for s in au), sum(s["found"] for s in au)
            why = None
            if not au or self.mode == "open":
                why = "no-audit"
            else:
                lo, hi = wilson(k, n)
                row["recorded_share"] = {"checked": n, "found": k, "estimate": F(k, n), "low": lo, "high": hi}
                if not D:
                    why = "nothing-delivered"
                elif not k:
                    why = "nothing-found"
                elif B == D:
                    why = "all-taken-up"
                elif B / D > hi:
                    why = "more-recorded-than-exist"
                else:
                    e = k / n
                    cc = B / D
                    cl, cu = wilson(B, D) if D < 30 else (cc, cc)
                    row["corrected"] = {"estimate": theta(cc, e), "low": theta(cl, hi), "high": theta(cu, lo), "combined": D < 30}
                    row["real_gaps"] = {"estimate": rho(cc, e) * (D - B), "low": rho(cu, lo) * (D - B), "high": rho(cl, hi) * (D - B)}
            row["why"] = why
            out.append(row)
        return out

    def look_up_next(self, gaps):
        only, among = defaultdict(int), defaultdict(int)
        for g in gaps:
            ns = [(n["list"], n["category"], tuple(n["stages"]), n["organization"], n["from"], n["to"]) for n in g.get("needs", [])]
            for n in ns:
                if len(ns) == 1:
                    only[n] += 1
                else:
                    among[n] += 1
        keys = sorted(set(only) | set(among), key=lambda n: (-only[n], -among[n], str(n)))
        return [{"list": n[0], "category": n[1], "stages": list(n[2]), "organization": n[3], "from": n[4], "to": n[5],
                 "settles": only[n], "needed_by": only[n] + among[n]} for n in keys]

    def section(self, gaps):
        return {"assuming": {"closed": "complete"}.get(self.mode, self.mode), "statements": len(self.ch.statements),
                "unrecorded": self.unrecorded(), "counts": self.counts(gaps), "conversion": self.conversion(),
                "look_up_next": self.look_up_next(gaps), "throughput": self.ch.throughput_range()}


def theta(c, k):
    return min(1.0, c / k) if k > 0 else 1.0


def rho(c, k):
    if c >= 1:
        return 1.0 if k >= 1 else 0.0
    return max(0.0, (1 - c / k) / (1 - c)) if k > 0 else 0.0
