#!/usr/bin/env python3
"""Independent reading of the seedrelay contracts (definitions, certainty, germplasm, diagnosis).

usage: definitions.py FILE|- [--assume declared|complete|open] [--with-proposed]
                      [--model auto|none|proposal]
                      [--builds-on listed|painted]      whether builds-on is asked of listed projects or of whole cells
                      [--gains all|existing]            whether a team may be added where nobody works yet
                      [--indent N]
Input is assumed to be valid.  Standard library only.
"""
import sys, json, math, datetime
from fractions import Fraction as F
from collections import defaultdict, deque

STAGES = ["basic", "applied-basic", "applied", "industrialization"]
SI = {s: i for i, s in enumerate(STAGES)}
LEAP = {"basic": 0, "applied-basic": 0, "applied": 1, "industrialization": 2}
LEAPS = ["zero-to-one", "one-to-ten", "ten-to-hundred"]
LEAP_STAGES = [["basic", "applied-basic"], ["applied"], ["industrialization"]]
STATUSES = ["proposed", "accepted", "active", "delivered", "failed", "cancelled"]
LIVE = {"proposed", "accepted", "active", "delivered"}
RUN = {"accepted", "active", "delivered", "failed"}
RANK = {"documented": 2, "assumed": 1, "proposed": 0}
EVID = {2: "documented", 1: "assumed", 0: "proposed"}
NEG = -10 ** 9           # "always": before every day
Z = 1.959963984540054    # certainty.md writes 1.959964
ZW = 1.959964
INVENTORS = {"inventors", "Inventors", "发明人", "职务发明人"}
DEFAULTS = {"basic": ((2, 4, 6), F(3, 10)), "applied-basic": ((2, 3, 5), F(4, 10)),
            "applied": ((3, 4, 6), F(5, 10)), "industrialization": ((2, 3, 4), F(6, 10))}


# ---------------------------------------------------------------- dates
def dim(y, m):
    return (datetime.date(y + (m == 12), m % 12 + 1, 1) - datetime.timedelta(days=1)).day if (y, m) != (9999, 12) else 31


def span(s):
    p = [int(x) for x in str(s).split("-")]
    if len(p) == 1:
        return datetime.date(p[0], 1, 1).toordinal(), datetime.date(p[0], 12, 31).toordinal()
    if len(p) == 2:
        return datetime.date(p[0], p[1], 1).toordinal(), datetime.date(p[0], p[1], dim(p[0], p[1])).toordinal()
    d = datetime.date(*p).toordinal()
    return d, d


def mid(s):
    a, b = span(s)
    return a + (b - a) // 2


def iso(o):
    return None if o is None or o <= NEG else datetime.date.fromordinal(o).isoformat()


def minus_years(o, n):
    d = datetime.date.fromordinal(o)
    try:
        return d.replace(year=d.year - n).toordinal()
    except ValueError:
        return d.replace(year=d.year - n, day=28).toordinal()


# ---------------------------------------------------------------- statistics
def wilson(k, n):
    c = (k + ZW * ZW / 2) / (n + ZW * ZW)
    h = ZW * math.sqrt(k * (n - k) / n + ZW * ZW / 4) / (n + ZW * ZW)
    return max(0.0, c - h), min(1.0, c + h)


def median(xs):
    xs = sorted(xs)
    n = len(xs)
    if n == 0:
        return None
    return xs[n // 2] if n % 2 else F(xs[n // 2 - 1] + xs[n // 2], 2)


def kaplan_meier(events, censored):
    """median, low, high by R's survfit with conf.type='log-log'."""
    times = sorted(set(events))
    s, g, curve = F(1), 0.0, []
    for t in times:
        n = sum(1 for x in events if x >= t) + sum(1 for x in censored if x >= t)
        d = sum(1 for x in events if x == t)
        s *= 1 - F(d, n)
        if n > d:
            g += d / (n * (n - d))
        lo = up = None
        if 0 < s < 1:
            th = Z * math.sqrt(g) / abs(math.log(s))
            lo, up = float(s) ** math.exp(th), float(s) ** math.exp(-th)
        curve.append((t, s, lo, up))

    def least(col):
        half = F(1, 2)
        pts = [(c[0], c[col]) for c in curve if c[col] is not None]
        for i, (t, y) in enumerate(pts):
            if y <= half:
                if y == half:
                    for t2, y2 in pts[i + 1:]:
                        if y2 < half:
                            return F(t + t2, 2)
                return t
        return None
    return least(1), least(2), least(3)


def wait_stats(events, censored, extra=None):
    m, lo, hi = kaplan_meier(events, censored)
    r = {"observations": len(events) + len(censored), "naive_median": median(events), "median": m, "low": lo,
         "high": hi, "events": len(events), "censored": len(censored)}
    r.update(extra or {})
    return r


# ---------------------------------------------------------------- the chain
class Chain:
    def __init__(self, doc, with_proposed=False, options=None):
        o = {"recent_years": 10, "late_days": 365, "idle_days": 180, "grown_years": 3, "grace_years": 1,
             "builds_on": "listed", "gains": "all", "model": "auto", "assume": "declared", "active": "roser"}
        o.update(options or {})
        self.opt = o
        self.doc = doc
        self.as_of = span(doc["as_of"])[1]
        self.year = datetime.date.fromordinal(self.as_of).year
        keep_all = with_proposed

        def ev(r, base=2):
            e = r.get("evidence")
            return base if e is None else RANK[e]

        def keep(lst, base=2):
            out = []
            for r in lst or []:
                e = ev(r, base)
                if e == 0 and not keep_all:
                    continue
                r = dict(r)
                r["_ev"] = e
                out.append(r)
            return out

        self.has_proposed = False
        self.categories = keep(doc.get("categories"))
        self.cats = [c["id"] for c in self.categories]
        self.organizations = keep(doc.get("organizations"))
        self.org = {r["id"]: r for r in self.organizations}
        self.caps_all = {}      # (o,c,s) -> record, whatever its dates
        self.caps = {}          # in force at as_of
        for r in self.organizations:
            r["capabilities"] = keep(r.get("capabilities"), r["_ev"])
            for k in r["capabilities"]:
                key = (r["id"], k["category"], k["stage"])
                self.caps_all[key] = k
                if self.in_force(k):
                    self.caps[key] = k
            ch = r.get("charter")
            if ch is not None:
                e = ev(ch, r["_ev"])
                if e == 0 and not keep_all:
                    r["charter"] = None
                else:
                    ch = dict(ch)
                    ch["_ev"] = e
                    ch["members"] = keep(ch.get("members"), e)
                    r["charter"] = ch
        self.projects = keep(doc.get("projects"))
        self.prj = {p["id"]: p for p in self.projects}
        self.demands = keep(doc.get("demands"))
        self.agreements = keep(doc.get("agreements"))
        self.funding = keep(doc.get("funding"))
        self.services = keep(doc.get("services"))
        self.germplasm = keep(doc.get("germplasm"))
        self.gp = {g["id"]: g for g in self.germplasm}
        self.collections = keep(doc.get("collections"))
        self.licences = keep(doc.get("licences"))
        self.adoptions = keep(doc.get("adoptions"))
        self.statements = keep(doc.get("completeness"))
        self.assumptions = doc.get("assumptions") or {}
        for p in self.projects:
            p["builds_on"] = list(p.get("builds_on") or [])
            p["answers"] = list(p.get("answers") or [])
            p["draws_on"] = list(p.get("draws_on") or [])
            p["releases"] = list(p.get("releases") or [])
            p["joint"] = list(p.get("joint_performers") or [])
            p["leap"] = LEAP[p["stage"]]
            p["live"] = p["status"] in LIVE
            for k in ("commissioned", "started", "ended"):
                p["_" + k] = self.past(p.get(k))
        self.follow = defaultdict(list)          # q -> projects that build on q
        for p in self.projects:
            for q in p["builds_on"]:
                self.follow[q].append(p["id"])
        self.releaser = {}
        for p in self.projects:
            for g in p["releases"]:
                self.releaser[g] = p["id"]
        for g in self.germplasm:
            g["parents_w"] = self._parents(g)
        self._links()
        self._works()
        self._related()

    # --- small helpers
    def past(self, s):
        return None if s is None else min(mid(s), self.as_of)

    def in_force(self, r):
        if r.get("since") is not None and mid(r["since"]) > self.as_of:
            return False
        if r.get("until") is not None and mid(r["until"]) < self.as_of:
            return False
        return True

    def _parents(self, g):
        ps = g.get("parents") or []
        bare = [p for p in ps if isinstance(p, str) or p.get("share") is None]
        written = sum((F(p["share"]) for p in ps if not isinstance(p, str) and p.get("share") is not None), F(0))
        left = max(F(0), 1 - written)
        out = []
        for p in ps:
            if isinstance(p, str) or p.get("share") is None:
                out.append((p if isinstance(p, str) else p["germplasm"], left / len(bare)))
            else:
                out.append((p["germplasm"], F(p["share"])))
        return out

    def material(self, p):
        m = list(p["draws_on"])
        for g in p["releases"]:
            m += [a for a, _ in self.gp[g]["parents_w"]]
        return list(dict.fromkeys(m))

    def org_owners(self, r):
        return [w["holder"] for w in (r.get("owners") or []) if w["holder"] in self.org]

    def acting_owners(self, r, project):
        w = self.org_owners(r)
        if w:
            return w
        if project:
            return [r["performer"]]
        return list(r.get("holders") or []) or list(r.get("bred_by") or [])

    def licensors(self, l):
        if l.get("from") is not None:
            return [l["from"]]
        if l.get("project") is not None:
            return self.acting_owners(self.prj[l["project"]], True)
        return self.acting_owners(self.gp[l["germplasm"]], False)

    def object_category(self, r):
        return self.prj[r["project"]]["category"] if r.get("project") is not None else self.gp[r["germplasm"]]["category"]

    def licence_in_force(self, l):
        return not (l.get("ends") is not None and mid(l["ends"]) <= self.as_of)

    def withdrawn(self, g):
        w = self.gp[g].get("withdrawn")
        return w is not None and mid(w) <= self.as_of

    # --- derived tables
    def _links(self):
        self.lic_of = defaultdict(list)
        for l in self.licences:
            l["_in_force"] = self.licence_in_force(l)
            l["_cat"] = self.object_category(l)
            l["_signed"] = self.past(l.get("signed"))
            l["_obj"] = ("project", l["project"]) if l.get("project") is not None else ("germplasm", l["germplasm"])
            self.lic_of[l["_obj"]].append(l)
        self.adopt_of = defaultdict(list)
        for a in self.adoptions:
            a["_cat"] = self.object_category(a)
            a["_obj"] = ("project", a["project"]) if a.get("project") is not None else ("germplasm", a["germplasm"])
            self.adopt_of[a["_obj"]].append(a)
        self.mat_users = defaultdict(list)       # germplasm -> live projects with it as material
        for p in self.projects:
            if p["live"]:
                for g in self.material(p):
                    self.mat_users[g].append(p["id"])

    def objects(self, p):
        return [("project", p["id"])] + [("germplasm", g) for g in p["releases"]]

    def adopted(self, obj):
        return [a for a in self.adopt_of[obj] if a.get("area") is not None and a["area"] > 0]

    def drawers(self, p):
        r = []
        for g in p["releases"]:
            r += [x for x in self.mat_users[g] if x != p["id"]]
        return list(dict.fromkeys(r))

    def grown(self, p):
        return [a for o in self.objects(p) for a in self.adopted(o)]

    def licensed(self, p):
        return [l for o in self.objects(p) for l in self.lic_of[o] if l["_in_force"]]

    def carried_on(self, p):
        return any(self.prj[f]["live"] and SI[self.prj[f]["stage"]] >= SI[p["stage"]] for f in self.follow[p["id"]])

    def is_withdrawn(self, p):
        return bool(p["releases"]) and all(self.withdrawn(g) for g in p["releases"])

    def standing(self, p):
        if self.carried_on(p):
            return "carried-on"
        if self.drawers(p):
            return "drawn-on"
        if self.licensed(p):
            return "licensed"
        g = self.grown(p)
        if g:
            y = max(a["year"] for a in g)
            return "grown" if self.year - y < self.opt["grown_years"] else "was-grown"
        if self.is_withdrawn(p):
            return "withdrawn"
        return "none"

    def _works(self):
        self.works = set(self.caps)
        cut = minus_years(self.as_of, self.opt["recent_years"])
        for p in self.projects:
            if p["status"] in RUN and (p["_ended"] is None or p["_ended"] >= cut):
                for o in [p["performer"]] + p["joint"]:
                    self.works.add((o, p["category"], p["stage"]))

    def workers(self, c, stages):
        return [o["id"] for o in self.organizations if any((o["id"], c, s) in self.works for s in stages)]

    def teams(self, o, c, s):
        k = self.caps.get((o, c, s))
        return k["teams"] if k else None

    def _related(self):
        rel = self.rel = defaultdict(set)         # category or None -> set of frozenset pairs

        def add(c, a, b):
            rel[c].add((a, b))
            rel[c].add((b, a))
        for p in self.projects:
            if p.get("commissioner") and p["status"] != "cancelled":
                add(p["category"], p["commissioner"], p["performer"])
            if p["live"]:
                for q in p["builds_on"]:
                    if self.prj[q]["live"]:
                        add(p["category"], self.prj[q]["performer"], p["performer"])
        for o in self.organizations:
            ch = o.get("charter")
            if o["kind"] == "consortium" and ch:
                for m in ch["members"]:
                    if self.in_force(m) and self.org[m["organization"]]["kind"] == "company":
                        add(None, o["id"], m["organization"])
        for a in self.agreements:
            if self.in_force(a):
                for c in (a.get("categories") or [None]):
                    add(c, a["from"], a["to"])
        for l in self.licences:
            if l["_in_force"]:
                for f in self.licensors(l):
                    add(l["_cat"], f, l["to"])

    def related(self, c, a, b):
        return a == b or (a, b) in self.rel[c] or (a, b) in self.rel[None]

    def pairs(self, c, l):
        return [(a, b) for a in self.workers(c, LEAP_STAGES[l]) for b in self.workers(c, LEAP_STAGES[l + 1])
                if self.related(c, a, b)]

    def descendants(self, pid):
        seen, todo = set(), [pid]
        while todo:
            for f in self.follow[todo.pop()]:
                if f not in seen:
                    seen.add(f)
                    todo.append(f)
        return seen

    # ------------------------------------------------------------ coverage, funnel
    def coverage(self):
        out = []
        for c in self.cats:
            for s in STAGES:
                w = self.workers(c, [s])
                t = [self.teams(o, c, s) for o in w]
                known = [x for x in t if x is not None]
                n = {st: 0 for st in STATUSES}
                for p in self.projects:
                    if p["category"] == c and p["stage"] == s:
                        n[p["status"]] += 1
                out.append({"category": c, "stage": s, "organizations": len(w), "teams": sum(known) if known else None,
                            "teams_unknown": len(t) - len(known), "projects": n})
        return out

    def uptake(self, p):
        """(how, dates) of a delivered project: how in project/licence/use/None."""
        l, c = p["leap"], p["category"]
        later = [s for s in STAGES if LEAP[s] > l]
        reach = [self.prj[x] for x in self.descendants(p["id"]) if self.prj[x]["live"] and self.prj[x]["leap"] > l]
        lics = [x for x in self.licensed(p) if any((x["to"], c, s) in self.works for s in later)]
        draw = [self.prj[x] for x in self.drawers(p) if self.prj[x]["leap"] > l]
        grown = self.grown(p)
        how = "project" if reach else "licence" if lics else "use" if (grown or draw) else None
        dates = [r["_started"] for r in reach] + [x["_signed"] for x in lics] + [r["_started"] for r in draw]
        if grown:
            dates.append(self.past(str(min(a["year"] for a in grown)).zfill(4)))
        return how, [d for d in dates if d is not None]

    def boundary_state(self, c, l):
        if not self.workers(c, LEAP_STAGES[l]) or not self.workers(c, LEAP_STAGES[l + 1]):
            return "absent"
        pr = self.pairs(c, l)
        if not pr:
            return "cut"
        common = set(pr[0])
        for a, b in pr:
            common &= {a, b}
        return "thin" if common else "ok"

    def funnel(self):
        out = []
        for c in self.cats:
            for l in (0, 1):
                d = [p for p in self.projects if p["category"] == c and p["leap"] == l and p["status"] == "delivered"]
                n = {"project": 0, "licence": 0, "use": 0, None: 0}
                ev, cen, undated, no_end = [], [], 0, 0
                for p in d:
                    how, dates = self.uptake(p)
                    n[how] += 1
                    if p["_ended"] is None:
                        no_end += 1
                    elif how is None:
                        cen.append(self.as_of - p["_ended"])
                    elif not dates:
                        undated += 1
                    else:
                        ev.append(max(0, min(dates) - p["_ended"]))
                u = len(d) - n[None]
                out.append({"category": c, "from": LEAPS[l], "to": LEAPS[l + 1], "state": self.boundary_state(c, l),
                            "delivered": len(d), "taken_up": u, "by_project": n["project"], "by_licence": n["licence"],
                            "by_use": n["use"], "conversion": F(u, len(d)) if d else None,
                            "delay_days": wait_stats(ev, cen, {"undated": undated, "no_end": no_end})})
        return out

    # ------------------------------------------------------------ gaps
    def gaps(self):
        out = []

        def gap(kind, cat, ev, waited=None, **keys):
            g = {"kind": kind, "category": cat}
            g.update(keys)
            if waited is not None:
                g["waited_days"] = waited
            if ev is not None:
                g["evidence"] = EVID[ev]
            out.append(g)
        asof = self.as_of
        for c in self.cats:
            for l in range(3):
                if not self.workers(c, LEAP_STAGES[l]):
                    gap("missing-stage", c, None, leap=LEAPS[l])
            for l in range(2):
                if self.workers(c, LEAP_STAGES[l]) and self.workers(c, LEAP_STAGES[l + 1]) and not self.pairs(c, l):
                    gap("missing-route", c, None, **{"from": LEAPS[l], "to": LEAPS[l + 1]})
        for p in self.projects:
            c = p["category"]
            if p["status"] == "delivered" and p["leap"] < 2 and self.standing(p) == "none":
                gap("stranded-result", c, p["_ev"], None if p["_ended"] is None else asof - p["_ended"], project=p["id"])
            bases = [self.prj[q] for q in p["builds_on"]]
            if p["live"] and p["leap"] >= 1 and not any(SI[q["stage"]] <= SI[p["stage"]] for q in bases):
                gap("unfounded-start", c, p["_ev"], project=p["id"])
            if p["live"] and not any(q["leap"] == 1 for q in bases):
                for q in bases:
                    if p["leap"] - q["leap"] == 2:
                        gap("skipped-leap", c, min(p["_ev"], q["_ev"]), upstream=q["id"], project=p["id"])
            for q in bases:
                if SI[p["stage"]] > SI[q["stage"]] and p["_started"] is not None and q["_ended"] is not None \
                        and p["_started"] - q["_ended"] > self.opt["late_days"]:
                    gap("late-handoff", c, min(p["_ev"], q["_ev"]), p["_started"] - q["_ended"], upstream=q["id"], project=p["id"])
            if p.get("commissioner") and p["status"] in ("proposed", "accepted") and p["_commissioned"] is not None \
                    and asof - p["_commissioned"] > self.opt["idle_days"]:
                gap("idle-commission", c, p["_ev"], asof - p["_commissioned"], project=p["id"])
            if p["status"] == "delivered" and p["stage"] == "industrialization" and not self.served(p["performer"], c) \
                    and not self.grown(p) and not self.is_withdrawn(p):
                gap("last-mile", c, p["_ev"], None if p["_ended"] is None else asof - p["_ended"], project=p["id"])
        for d in self.demands:
            ans = [p for p in self.projects if p["live"] and d["id"] in p["answers"]]
            r = self.past(d.get("raised"))
            w = None if r is None else asof - r
            if not ans:
                gap("unanswered-demand", d["category"], d["_ev"], w, demand=d["id"])
            elif all(SI[p["stage"]] > SI[d["stage"]] for p in ans):
                gap("demand-stopped-short", d["category"], None, w, demand=d["id"])
        seen = set()
        for l in self.licences:
            if not l["_in_force"] or l["_signed"] is None or asof - l["_signed"] <= 365:
                continue
            objs = [l["_obj"]]
            if l["_obj"][0] == "project":
                objs = self.objects(self.prj[l["_obj"][1]])
            germ = {i for k, i in objs if k == "germplasm"}
            used = any(self.adopted(o) for o in objs)
            for p in self.projects:
                if p["live"] and p["performer"] == l["to"]:
                    if (l["_obj"][0] == "project" and l["_obj"][1] in p["builds_on"]) \
                            or germ & set(self.material(p)) or germ & set(p["releases"]):
                        used = True
            key = (l["_obj"], l["to"], l["signed"])
            if not used and key not in seen:
                seen.add(key)
                gap("idle-licence", l["_cat"], l["_ev"], asof - l["_signed"], to=l["to"], signed=l["signed"],
                    severity="warning", **{l["_obj"][0]: l["_obj"][1]})
        has = {a["_cat"] for a in self.adoptions}
        lim = minus_years(asof, 3)
        for g in self.germplasm:
            if g["kind"] in ("variety", "hybrid") and g.get("released") is not None and self.past(g["released"]) < lim \
                    and not self.withdrawn(g["id"]) and g["category"] in has:
                objs = [("germplasm", g["id"])]
                if g["id"] in self.releaser:
                    objs.append(("project", self.releaser[g["id"]]))
                if not any(self.adopted(o) for o in objs):
                    gap("unadopted-product", g["category"], g["_ev"], asof - self.past(g["released"]), germplasm=g["id"],
                        severity="notice")
        return out

    def served(self, o, c):
        return any(s["client"] == o and (s.get("category") is None or s["category"] == c) and self.in_force(s)
                   and self.org[s["provider"]].get("service") == "extension" for s in self.services)

    def standings(self):
        return [{"project": p["id"], "standing": self.standing(p)} for p in self.projects if p["status"] == "delivered"]

    # ------------------------------------------------------------ load, concentration, active period
    def roles_of(self, p):
        return [(o, p["category"], p["stage"]) for o in dict.fromkeys([p["performer"]] + p["joint"])]

    def load(self):
        rows = {k: [0, 0, [], []] for k in self.works}
        for p in self.projects:
            for k in self.roles_of(p):
                r = rows.setdefault(k, [0, 0, [], []])
                if p["status"] == "active":
                    r[0] += 1
                if p["status"] in ("proposed", "accepted"):
                    r[1] += 1
                if p["_commissioned"] is not None:
                    if p["_started"] is not None:
                        r[2].append(max(0, p["_started"] - p["_commissioned"]))
                    elif p["status"] in ("proposed", "accepted"):
                        r[3].append(self.as_of - p["_commissioned"])
        out = []
        for k in sorted(rows):
            a, w, ev, cen = rows[k]
            t = self.teams(*k)
            if k not in self.works and not a and not w and not ev and not cen:
                continue
            out.append({"organization": k[0], "category": k[1], "stage": k[2], "teams": t, "active": a, "waiting": w,
                        "utilization": None if t is None else min(F(1), F(a, t)),
                        "workload_per_team": None if t is None else F(a + w, t),
                        "waits_while_idle": (w > 0 and a < t) if t is not None else (True if a == 0 < w else None),
                        "measured_wait_days": wait_stats(ev, cen)})
        return out

    def active_now(self, o, c, s):
        return sum(1 for p in self.projects if p["status"] == "active" and (o, c, s) in self.roles_of(p))

    def concentration(self):
        n = defaultdict(lambda: defaultdict(int))
        for p in self.projects:
            if p.get("commissioner"):
                n[p["category"], p["stage"]][p["performer"]] += 1
        out = []
        for c in self.cats:
            for s in STAGES:
                if (c, s) in n:
                    t = sum(n[c, s].values())
                    out.append({"category": c, "stage": s, "hhi": sum(F(x, t) ** 2 for x in n[c, s].values()), "commissions": t})
        return out

    def full_intervals(self, c):
        days = defaultdict(lambda: defaultdict(int))
        for p in self.projects:
            if p["category"] != c or p["_started"] is None:
                continue
            if p["_ended"] is None and p["status"] in ("delivered", "failed", "cancelled"):
                continue
            e = self.as_of if p["_ended"] is None else max(p["_ended"], p["_started"])
            for k in self.roles_of(p):
                days[k][p["_started"]] += 1
                days[k][e + 1] -= 1
        res = []
        for k, ch in days.items():
            need = self.teams(*k) or 1
            n, start = 0, None
            for d in sorted(ch):
                n += ch[d]
                if n >= need and start is None:
                    start = d
                elif n < need and start is not None:
                    res.append((start, d, k))          # half-open
                    start = None
        return res

    def active_period(self):
        out = []
        for c in self.cats:
            starts = [p["_started"] for p in self.projects if p["category"] == c and p["_started"] is not None]
            if not starts:
                continue
            lo, hi = min(starts), self.as_of + 1
            iv = self.full_intervals(c)
            cuts = sorted({lo, hi} | {x for i in iv for x in i[:2]})
            seg = []                                     # (a, b, [momentary bottleneck intervals])
            for a, b in zip(cuts, cuts[1:]):
                run = [i for i in iv if i[0] <= a and b <= i[1]]
                if run:
                    m = max(i[1] - i[0] for i in run)
                    seg.append((a, b, [i for i in run if i[1] - i[0] == m]))
                else:
                    seg.append((a, b, []))
            bottleneck_ever = {i for s in seg for i in s[2]}
            sole, shift = defaultdict(F), defaultdict(F)
            for a, b, bs in seg:
                if not bs:
                    continue
                others = [j for j in bottleneck_ever if j not in bs and j[0] <= a and b <= j[1]]
                if self.opt["active"] == "momentary":
                    for i in bs:
                        (shift if others else sole)[i[2]] += F(b - a, len(bs))
                elif others:
                    for i in bs:
                        shift[i[2]] += F(b - a, len(bs))
                    for j in others:
                        shift[j[2]] += b - a
                else:
                    for i in bs:
                        sole[i[2]] += F(b - a, len(bs))
            w = hi - lo
            for k in sorted(set(sole) | set(shift)):
                out.append({"organization": k[0], "category": k[1], "stage": k[2], "sole": sole[k] / w, "shifting": shift[k] / w})
        return out

    # ------------------------------------------------------------ throughput
    def parameters(self, c, s):
        """{'mean','success','mean_between','success_between'}; ranges None where none."""
        st = (self.assumptions.get("stages") or {}).get(s) or {}
        ca = ((self.assumptions.get("categories") or {}).get(c) or {}).get(s) or {}

        def mean(d):
            return (F(d["min"]) + F(d["mode"]) + F(d["max"])) / 3
        dd, ds = DEFAULTS[s]
        m, mr, su, sr = sum(map(F, dd)) / 3, None, ds, None
        for lvl in (st, ca):
            if lvl.get("duration_years") is not None:
                m, mr = mean(lvl["duration_years"]), None
            if lvl.get("mean_years_between") is not None:
                mr = [F(x) for x in lvl["mean_years_between"]]
            if lvl.get("success") is not None:
                su, sr = F(lvl["success"]), None
            if lvl.get("success_between") is not None:
                sr = [F(x) for x in lvl["success_between"]]
        return {"mean": m, "success": su, "mean_between": mr, "success_between": sr}

    def unit(self, s, par):
        """products a year of one team at stage s."""
        x = par[s]["success"] / par[s]["mean"]
        for t in STAGES:
            if LEAP[t] > LEAP[s]:
                x *= par[t]["success"]
        return x

    def network(self, c, par=None):
        """{(o, leap): {stage: teams or None}}"""
        net = {}
        for l in range(3):
            for o in self.workers(c, LEAP_STAGES[l]):
                net[o, l] = {s: self.teams(o, c, s) for s in LEAP_STAGES[l] if (o, c, s) in self.works}
        return net

    def flow(self, c, net, par, unlimited=False, unit_caps=False):
        cap, inf = {}, set()
        for k, st in net.items():
            v = F(0)
            for s, t in st.items():
                u = self.unit(s, par)
                if t is None and unlimited and u > 0:
                    inf.add(k)
                v += (1 if t is None else t) * u
            cap[k] = v
        big = sum(cap.values(), F(0)) + 1
        for k in inf:
            cap[k] = big
        if unit_caps:
            cap = {k: F(1) if v > 0 else F(0) for k, v in cap.items()}
            big = F(len(cap) + 1)
        arcs = {}
        for k, v in cap.items():
            arcs[(k, 0), (k, 1)] = v
            if k[1] == 0:
                arcs["s", (k, 0)] = big * 2
            if k[1] == 2:
                arcs[(k, 1), "t"] = big * 2
            if k[1] < 2:
                for j in cap:
                    if j[1] == k[1] + 1 and self.related(c, k[0], j[0]):
                        arcs[(k, 1), (j, 0)] = big * 2 + sum(cap.values())
        value, res = maxflow(arcs, "s", "t")
        return value, res, cap, big

    def solve(self, c, net, par):
        if any(not any(l == k[1] for k in net) for l in range(3)):
            return None
        return self.flow(c, net, par)[0]

    def model(self):
        m = self.opt["model"]
        if m == "auto":
            return "proposal" if any(o["kind"] in ("consortium", "laboratory") for o in self.organizations) else None
        return None if m == "none" else m

    def throughput(self):
        out = []
        for c in self.cats:
            par = {s: self.parameters(c, s) for s in STAGES}
            net = self.network(c)
            why = next((f"nobody-at-{LEAPS[l]}" for l in range(3) if not any(k[1] == l for k in net)), None)
            one = [{"organization": k[0], "stage": s} for k, st in net.items() for s, t in st.items() if t is None]
            row = {"category": c, "products_per_year": None, "at_most": None, "why": why, "teams_counted_as_one": one,
                   "minimum_cut": {"source_side": [], "sink_side": []}, "gains": [], "losses": [], "chokepoints": [],
                   "resilience": None}
            out.append(row)
            if why:
                continue
            v, res, cap, _ = self.flow(c, net, par)
            row["products_per_year"] = v
            vm, _, _, big = self.flow(c, net, par, unlimited=True)
            row["at_most"] = None if vm >= big else vm
            S = reach(res, "s", False)
            T = reach(res, "t", True)
            for side, test in (("source_side", lambda k: (k, 0) in S and (k, 1) not in S),
                               ("sink_side", lambda k: (k, 0) not in T and (k, 1) in T)):
                row["minimum_cut"][side] = [{"organization": k[0], "leap": LEAPS[k[1]], "capacity": cap[k]}
                                            for k in cap if test(k) and cap[k] > 0]
            for o in self.organizations:
                for s in STAGES:
                    k = (o["id"], LEAP[s])
                    here = (o["id"], c, s) in self.works
                    if not here and self.opt["gains"] == "existing":
                        continue
                    n2 = {a: dict(b) for a, b in net.items()}
                    n2.setdefault(k, {})
                    t = n2[k].get(s, 0)
                    n2[k][s] = (1 if t is None else t) + 1
                    g = self.flow(c, n2, par)[0] - v
                    if g > 0:
                        t = self.teams(o["id"], c, s)
                        a = self.active_now(o["id"], c, s)
                        row["gains"].append({"organization": o["id"], "stage": s, "gain": g,
                                             "in_role": None if self.model() is None else may_work(o["kind"], s),
                                             "busy_now": (min(a, t) if t is not None else None) if here else 0})
                n3 = {a: b for a, b in net.items() if a[0] != o["id"]}
                w = self.solve(c, n3, par) or F(0)
                if v - w > 0:
                    row["losses"].append({"organization": o["id"], "loss": v - w})
                    if w == 0:
                        row["chokepoints"].append(o["id"])
            row["gains"].sort(key=lambda g: (-g["gain"], g["organization"], SI[g["stage"]]))
            row["losses"].sort(key=lambda g: (-g["loss"], g["organization"]))
            if v > 0:
                row["resilience"] = int(self.flow(c, net, par, unit_caps=True)[0])
        return out

    def throughput_range(self):
        out = []
        for c in self.cats:
            par = {s: self.parameters(c, s) for s in STAGES}
            net = self.network(c)
            v = self.solve(c, net, par)
            if v is None:
                out.append({"category": c, "low": None, "high": None, "tornado": []})
                continue

            def at(changes):
                p2 = {s: dict(par[s]) for s in STAGES}
                for (name, s), x in changes.items():
                    p2[s][name] = x
                return self.solve(c, net, p2)
            worst, best, torn = {}, {}, []
            for s in STAGES:
                for name, lo_is_worse in (("success", True), ("mean", False)):
                    r = par[s][name + "_between"]
                    x = par[s][name]
                    what_if = r is None
                    if r is None:
                        r = [x * F(3, 4), x * F(5, 4)]
                        if name == "success":
                            r[1] = min(F(1), r[1])
                    w, b = (r[0], r[1]) if lo_is_worse else (r[1], r[0])
                    if not what_if:
                        worst[name, s], best[name, s] = w, b
                    torn.append({"parameter": "success" if name == "success" else "mean-years", "stage": s,
                                 "low": at({(name, s): w}), "high": at({(name, s): b}), "what_if": what_if})
            out.append({"category": c, "low": at(worst), "high": at(best), "tornado": torn})
        return out

    # ------------------------------------------------------------ all
    def diagnose(self):
        import certainty
        gaps = self.gaps()
        cert = certainty.Certainty(self)
        cert.mark(gaps)
        d = {"chain": {"organizations": len(self.organizations), "projects": len(self.projects),
                       "categories": len(self.cats), "demands": len(self.demands), "germplasm": len(self.germplasm)},
             "coverage": self.coverage(), "funnel": self.funnel(), "gaps": gaps, "standing": self.standings(),
             "certainty": cert.section(gaps), "load": self.load(), "concentration": self.concentration(),
             "active_period": self.active_period(), "throughput": self.throughput()}
        return d


def may_work(kind, stage):
    return {"laboratory": ("basic", "applied-basic"), "university": ("basic", "applied-basic"),
            "institute": ("basic", "applied-basic"), "consortium": ("applied",),
            "company": ("applied", "industrialization")}.get(kind, ()).__contains__(stage)


def maxflow(arcs, s, t):
    adj = defaultdict(dict)
    for (a, b), v in arcs.items():
        adj[a][b] = adj[a].get(b, F(0)) + v
        adj[b].setdefault(a, F(0))
    total = F(0)
    while True:
        prev = {s: None}
        q = deque([s])
        while q and t not in prev:
            a = q.popleft()
            for b, r in adj[a].items():
                if r > 0 and b not in prev:
                    prev[b] = a
                    q.append(b)
        if t not in prev:
            return total, adj
        path, b = [], t
        while prev[b] is not None:
            path.append((prev[b], b))
            b = prev[b]
        m = min(adj[a][b] for a, b in path)
        for a, b in path:
            adj[a][b] -= m
            adj[b][a] += m
        total += m


def reach(res, start, backwards):
    seen, todo = {start}, [start]
    while todo:
        a = todo.pop()
        for b in res[a]:
            r = res[b][a] if backwards else res[a][b]
            if r > 0 and b not in seen:
                seen.add(b)
                todo.append(b)
    return seen


def plain(x):
    if isinstance(x, F):
        return int(x) if x.denominator == 1 else float(x)
    if isinstance(x, dict):
        return {k: plain(v) for k, v in x.items()}
    if isinstance(x, (list, tuple)):
        return [plain(v) for v in x]
    return x


def load_document(text):
    return json.loads(text, parse_float=lambda s: F(s))


def main(argv):
    opt, files, wp, indent = {}, [], False, None
    it = iter(argv)
    for a in it:
        if a == "--with-proposed":
            wp = True
        elif a in ("--assume", "--builds-on", "--gains", "--model", "--active"):
            opt[a[2:].replace("-", "_")] = next(it)
        elif a == "--indent":
            indent = int(next(it))
        else:
            files.append(a)
    text = sys.stdin.read() if files[0] == "-" else open(files[0], encoding="utf-8").read()
    ch = Chain(load_document(text), wp, opt)
    json.dump(plain(ch.diagnose()), sys.stdout, ensure_ascii=False, indent=indent)
    print()


if __name__ == "__main__":
    main(sys.argv[1:])
