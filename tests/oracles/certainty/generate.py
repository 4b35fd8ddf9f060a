#!/usr/bin/env python3
"""generate.py SEED [--tiny] [--no-FEATURE ...]: a random valid seedrelay/1 document on stdout.

features: germplasm licences adoptions completeness assumptions evidence partial-dates joint since demands
          agreements services funding charters cross (builds_on/draws_on over categories) audits ranges
          owners (owners, benefit shares, revenue, royalties) collections sources regions
--tiny: at most 4 organizations, 2 categories, 6 projects, many `all` statements
--no-all: no statement has recorded all
--sparse: charters may lack lead, legal_representative, members, contributions (which keys are required is not said)
--scale N: N times as many organizations, projects and germplasm
"""
import sys, json, random, datetime
from fractions import Fraction as F

STAGES = ["basic", "applied-basic", "applied", "industrialization"]
RANK = {"documented": 2, "assumed": 1, "proposed": 0}
EVID = ["proposed", "assumed", "documented"]


class Gen:
    def __init__(self, seed, tiny=False, off=(), scale=1, sparse=False):
        self.r = random.Random(f"seedrelay-{seed}")
        self.tiny, self.off, self.scale = tiny, set(off), scale
        self.ev = {}
        self.sparse = sparse

    def on(self, f):
        return f not in self.off

    def chance(self, p):
        return self.r.random() < p

    # dates
    def coarse(self, d, full=False):
        x = self.r.random()
        s = d.isoformat()
        if full or not self.on("partial-dates") or x < .5:
            return s
        return s[:7] if x < .75 else s[:4]

    def day(self, lo, hi):
        return lo + datetime.timedelta(days=self.r.randrange((hi - lo).days + 1))

    def past_days(self, n, years=14):
        lo = self.as_of - datetime.timedelta(days=int(365.25 * years))
        return sorted(self.day(lo, self.as_of) for _ in range(n))

    def evidence(self, rec, key, refs, around=2):
        """sets evidence no better than refs; `around`: what absence means."""
        top = min([2] + list(refs))
        e = top
        if self.on("evidence"):
            x = self.r.random()
            want = 2 if x < .86 else 1 if x < .94 else 0
            e = min(top, want)
        if e != around or (self.on("evidence") and self.chance(.1)):
            rec["evidence"] = EVID[e]
        if key is not None:
            self.ev[key] = e
        return e

    def since(self, rec, p=.12):
        if not self.on("since") or not self.chance(p):
            return
        a, b = sorted([self.day(self.as_of - datetime.timedelta(days=4000), self.as_of + datetime.timedelta(days=900)) for _ in range(2)])
        x = self.r.random()
        if x < .7:
            rec["since"] = self.coarse(a)
        if x > .4:
            rec["until"] = self.coarse(b)

    def sample(self, xs, k):
        return self.r.sample(xs, min(k, len(xs)))

    def shares(self, holders):
        """[{holder, share}] with sum <= 1 in hundredths"""
        left, out = 100, []
        for i, h in enumerate(holders):
            x = left if i == len(holders) - 1 and self.chance(.5) else self.r.randrange(0, left + 1)
            left -= x
            out.append({"holder": h, "share": x / 100})
        return out

    def money(self):
        return self.r.choice([0, 1000, 250000, 1234567, 80000.5, 3000000])

    # document
    def doc(self):
        r, on = self.r, self.on
        self.as_of = self.day(datetime.date(2016, 1, 1), datetime.date(2026, 12, 31))
        if self.chance(.3):
            self.as_of = datetime.date(self.as_of.year, 12, 31)
        d = {"format": "seedrelay/1", "name": {"en": "Generated", "zh": "生成"}, "as_of": self.as_of.isoformat(), "currency": "CNY"}
        if on("sources") and self.chance(.5):
            d["sources"] = [{"id": f"src{i}", "title": f"Source {i}", "date": self.coarse(self.past_days(1)[0])} for i in range(r.randrange(1, 3))]
        self.src = [s["id"] for s in d.get("sources", [])]
        cats = ["rice", "pepper", "pig"][:r.randrange(1, 3 if self.tiny else 4)]
        d["categories"] = []
        for c in cats:
            rec = {"id": c, "name": {"en": c.title(), "zh": c + "类"}}
            if self.chance(.3):
                rec["strategic"] = self.chance(.5)
            if self.chance(.08) and c != "rice":
                self.evidence(rec, c, [])
            else:
                self.ev[c] = 2
            d["categories"].append(rec)
        self.cats = cats
        if on("regions"):
            d["regions"] = [{"id": "china"}, {"id": "hunan", "within": ["china"]}, {"id": "changsha", "within": ["hunan"]},
                            {"id": "hubei", "within": ["china"], "name": "Hubei"}, {"id": "brazil"}]
            if self.chance(.3):
                d["regions"].append({"id": "dongting", "within": ["hunan", "hubei"]})
            self.regions = [x["id"] for x in d["regions"]]
            r.shuffle(d["regions"])
            if self.chance(.8):
                d["home"] = "hunan"
        self.organizations(d)
        self.demands(d)
        if on("germplasm"):
            self.germ(d)
        else:
            self.gs = []
        self.projects(d)
        self.relations(d)
        if on("completeness"):
            self.completeness(d)
        if on("assumptions") and self.chance(.6):
            self.assume(d)
        for k in ("organizations", "projects", "germplasm", "demands", "licences", "completeness"):
            if k in d:
                r.shuffle(d[k])
        return d

    def organizations(self, d):
        r = self.r
        n = r.randrange(2, 5) if self.tiny else r.randrange(2, 9) * self.scale
        kinds = r.choices(["laboratory", "university", "institute", "consortium", "company", "government", "service"],
                          [3, 3, 2, 4, 6, 1, 3], k=n)
        out = []
        for i, k in enumerate(kinds):
            o = {"id": f"{k[:4]}{i}", "kind": k, "name": {"zh": f"单位{i}"} if self.chance(.3) else f"Org {i}"}
            if k == "service":
                o["service"] = r.choice(["extension", "extension", "technical", "finance", "exchange", "association"])
            e = self.evidence(o, o["id"], [])
            caps = []
            for c in self.cats:
                for s in STAGES:
                    role = {"laboratory": (.5, .5, .02, 0), "university": (.4, .4, .05, .03), "institute": (.4, .4, .1, 0),
                            "consortium": (.02, .02, .7, .05), "company": (.03, .03, .25, .6), "government": (0, 0, .02, 0),
                            "service": (0, 0, 0, .02)}[k][STAGES.index(s)]
                    if self.chance(role * .75):
                        cap = {"category": c, "stage": s, "teams": r.randrange(1, 5)}
                        self.evidence(cap, None, [e, self.ev[c]], e)
                        self.since(cap)
                        caps.append(cap)
            if caps or self.chance(.1):
                r.shuffle(caps)
                o["capabilities"] = caps
            if self.on("regions") and self.chance(.3):
                o["region"] = r.choice(self.regions)
            if self.chance(.1):
                o["staff"] = r.randrange(0, 300)
            if self.src and self.chance(.2):
                o["source"] = r.choice(self.src)
            out.append(o)
        self.orgs = [o["id"] for o in out]
        self.kind = {o["id"]: o["kind"] for o in out}
        self.members = {}
        for o in out:
            if o["kind"] == "consortium" and self.on("charters") and self.chance(.8):
                ch = {}
                pool = [x for x in self.orgs if x != o["id"]]
                comp = [x for x in pool if self.kind[x] == "company"]
                mem = list(dict.fromkeys(self.sample(comp, r.randrange(0, 3)) + (self.sample(pool, 1) if self.chance(.2) else [])))
                refs = [self.ev[o["id"]]]
                if not self.sparse or self.chance(.8):
                    ch["lead"] = r.choice(mem if mem and self.chance(.8) else pool)
                    refs.append(self.ev[ch["lead"]])
                if not self.sparse or self.chance(.6):
                    ch["legal_representative"] = r.choice(mem if mem and self.chance(.8) else pool)
                    refs.append(self.ev[ch["legal_representative"]])
                if self.chance(.7):
                    ch["nonprofit"] = self.chance(.7)
                tech = None
                if self.chance(.6):
                    tech = ch["technicians"] = r.randrange(0, 60)
                ms, left = [], 100
                for m in mem:
                    x = {"organization": m}
                    if not self.sparse or self.chance(.7):
                        c = left if self.chance(.4) else r.randrange(0, left + 1)
                        left -= c
                        x["contribution"] = c / 100
                    if tech is not None and self.chance(.7):
                        t = r.randrange(0, tech + 1)
                        tech -= t
                        x["technicians"] = t
                    self.since(x)
                    refs.append(self.ev[m])
                    ms.append(x)
                if ms or not self.sparse or self.chance(.3):
                    ch["members"] = ms
                e = min(refs)
                if e < self.ev[o["id"]]:
                    ch["evidence"] = EVID[e]
                o["charter"] = ch
                self.members[o["id"]] = mem
        d["organizations"] = out

    def demands(self, d):
        r = self.r
        self.dem = []
        if not self.on("demands"):
            return
        for i in range(r.randrange(0, 3 if self.tiny else 6)):
            x = {"id": f"d{i}", "raised_by": r.choice(self.orgs), "category": r.choice(self.cats), "stage": r.choice(STAGES),
                 "raised": self.coarse(self.past_days(1, 8)[0]), "title": f"Need {i}"}
            self.evidence(x, x["id"], [self.ev[x["raised_by"]], self.ev[x["category"]]])
            self.dem.append(x)
        if self.dem:
            d["demands"] = list(self.dem)

    def germ(self, d):
        r = self.r
        n = r.randrange(0, 4) if self.tiny else r.choice([0, r.randrange(1, 12), r.randrange(5, 30)]) * self.scale
        self.gs = []
        for i in range(n):
            c = r.choice(self.cats)
            kind = r.choices(["wild", "landrace", "line", "variety", "hybrid"], [1, 2, 3, 5, 3])[0]
            g = {"id": f"g{i}", "category": c, "kind": kind, "name": f"Germplasm {i}"}
            refs = [self.ev[c]]
            pool = [x["id"] for x in self.gs if x["category"] == c]
            if kind not in ("wild", "landrace") and pool and self.chance(.75):
                ps = self.sample(pool, r.choice([1, 2, 2, 2, 3]))
                left, out = 100, []
                for p in ps:
                    if self.chance(.5):
                        s = r.choice([0, 25, 50, left, r.randrange(0, left + 1)])
                        s = min(s, left)
                        left -= s
                        out.append({"germplasm": p, "share": s / 100})
                    else:
                        out.append(p)
                    refs.append(self.ev[p])
                g["parents"] = out
            for key, p in (("holders", .4), ("bred_by", .4)):
                if self.chance(p):
                    g[key] = self.sample(self.orgs, r.randrange(1, 3))
                    refs += [self.ev[o] for o in g[key]]
            if self.chance(.25):
                g["duplicates"] = self.sample(self.orgs, r.randrange(0, 2))
                refs += [self.ev[o] for o in g["duplicates"]]
            if self.on("regions") and self.chance(.7):
                g["origin"] = r.choice(self.regions)
            if self.chance(.2):
                g["identified"] = self.chance(.5)
            if self.chance(.2):
                g["access"] = r.choice(["open", "on-agreement", "closed"])
            if kind in ("variety", "hybrid", "line") and self.chance(.8 if kind != "line" else .15):
                days = self.past_days(1, 12)
                g["released"] = self.coarse(days[0])
                if self.chance(.3):
                    g["withdrawn"] = self.coarse(self.day(days[0], self.as_of + datetime.timedelta(days=self.r.choice([0, 0, 500]))))
            if self.chance(.7):
                g["right"] = r.choice(["none", "registered", "variety-right", "variety-right", "patent", "pending", "disputed"])
                if g["right"] in ("variety-right", "patent") and self.chance(.5):
                    g["right_ends"] = self.coarse(self.day(self.as_of - datetime.timedelta(days=1500), self.as_of + datetime.timedelta(days=4000)))
            if self.on("owners") and self.chance(.4):
                h = self.sample(self.orgs + ["inventors"], r.randrange(1, 3))
                g["owners"] = self.shares(h)
                refs += [self.ev[o] for o in h if o in self.ev]
            if pool and self.chance(.15):
                g["derived_from"] = r.choice(pool)
                refs.append(self.ev[g["derived_from"]])
            self.evidence(g, g["id"], refs)
            self.gs.append(g)
        if self.gs:
            d["germplasm"] = list(self.gs)
        if self.on("collections") and self.chance(.4):
            out, seen = [], set()
            for _ in range(r.randrange(1, 5)):
                h, c = r.choice(self.orgs), r.choice(self.cats)
                date = self.coarse(self.past_days(1)[0]) if self.chance(.8) else None
                if (h, c) in seen:
                    continue
                seen.add((h, c))
                x = {"holder": h, "category": c, "accessions": r.randrange(0, 4000)}
                if date:
                    x["date"] = date
                for k in ("identified", "confirmed", "listed", "shared", "used", "duplicated"):
                    if self.chance(.4):
                        x[k] = r.randrange(0, x["accessions"] + 1)
                self.evidence(x, None, [self.ev[h], self.ev[c]])
                out.append(x)
            d["collections"] = out

    def projects(self, d):
        r, on = self.r, self.on
        n = r.randrange(0, 7) if self.tiny else r.choice([r.randrange(0, 8), r.randrange(5, 26)]) * self.scale
        ps, free = [], [g["id"] for g in self.gs]
        gcat = {g["id"]: g["category"] for g in self.gs}
        gpar = {g["id"]: [p if isinstance(p, str) else p["germplasm"] for p in g.get("parents", [])] for g in self.gs}
        topics = ["blast", "yield", "stem-borer"]
        blank = {k for k in ("builds_on", "commissioner", "answers", "started", "ended") if n > 12 and self.chance(.12)}
        for i in range(n):
            c = r.choice(self.cats)
            s = r.choices(STAGES, [3, 3, 4, 4])[0]
            prefer = {"basic": ("laboratory", "university", "institute"), "applied-basic": ("laboratory", "university", "institute"),
                      "applied": ("consortium",), "industrialization": ("company",)}[s]
            good = [o for o in self.orgs if self.kind[o] in prefer]
            o = r.choice(good) if good and self.chance(.8) else r.choice(self.orgs)
            st = r.choices(["proposed", "accepted", "active", "delivered", "failed", "cancelled"], [8, 8, 15, 50, 9, 10])[0]
            p = {"id": f"p{i}", "title": f"Project {i}", "category": c, "stage": s, "performer": o, "status": st}
            refs = [self.ev[c], self.ev[o]]
            others = [x for x in self.orgs if x != o]
            if others and "commissioner" not in blank and self.chance(.6):
                p["commissioner"] = r.choice(others)
                refs.append(self.ev[p["commissioner"]])
            days = self.past_days(3)
            if self.chance(.7 if "commissioner" in p else .1):
                p["commissioned"] = self.coarse(days[0])
            if st not in ("proposed", "accepted") and "started" not in blank and self.chance(.85):
                p["started"] = self.coarse(days[1])
            if st in ("delivered", "failed", "cancelled") and "ended" not in blank and self.chance(.85):
                p["ended"] = self.coarse(days[2])
            pool = [q for q in ps if q["category"] == c or (on("cross") and self.chance(.08))]
            if pool and "builds_on" not in blank and self.chance(.75):
                b = self.sample(pool, r.choice([1, 1, 2, 3]))
                p["builds_on"] = [q["id"] for q in b]
                refs += [self.ev[q["id"]] for q in b]
            elif self.chance(.1):
                p["builds_on"] = []
            ds = [x for x in self.dem if x["category"] == c]
            if ds and "answers" not in blank and self.chance(.4):
                p["answers"] = [x["id"] for x in self.sample(ds, r.randrange(1, 3))]
                refs += [self.ev[x] for x in p["answers"]]
            if on("joint") and others and self.chance(.15):
                p["joint_performers"] = self.sample(others, r.randrange(1, 3))
                refs += [self.ev[x] for x in p["joint_performers"]]
            if self.chance(.3):
                p["topic"] = r.choice(topics)
            if self.chance(.3):
                p["budget"] = self.money()
            if self.chance(.3):
                p["chokepoint"] = self.chance(.5)
            if self.chance(.2):
                p["orientations"] = self.sample(["frontier", "economy", "national-need", "health"], r.randrange(1, 3))
            if self.members.get(o) and self.chance(.6):
                p["interested"] = self.sample(self.members[o], r.randrange(0, 4))
                refs += [self.ev[x] for x in p["interested"]]
            if free and self.chance(.4):
                own = [g for g in free if gcat[g] == c]
                if own:
                    p["releases"] = self.sample(own, r.choice([1, 1, 2]))
                    free = [g for g in free if g not in p["releases"]]
                    refs += [self.ev[g] for g in p["releases"]]
            dr = [g for g in gcat if (gcat[g] == c or (on("cross") and self.chance(.05))) and g not in p.get("releases", [])]
            if dr and self.chance(.35):
                p["draws_on"] = self.sample(dr, r.choice([1, 1, 2]))
                refs += [self.ev[g] for g in p["draws_on"]]
            if on("owners"):
                if self.chance(.25):
                    h = self.sample(self.orgs + ["inventors"], r.randrange(1, 4))
                    p["benefit_shares"] = self.shares(h)
                    refs += [self.ev[x] for x in h if x in self.ev]
                if self.chance(.2):
                    h = self.sample(self.orgs + ["inventors"], r.randrange(1, 3))
                    p["owners"] = self.shares(h)
                    refs += [self.ev[x] for x in h if x in self.ev]
                if self.chance(.3):
                    p["revenue"] = self.money()
                if self.chance(.4):
                    can = [("project", q) for q in p.get("builds_on", [])]
                    mat = list(dict.fromkeys(p.get("draws_on", []) + [a for g in p.get("releases", []) for a in gpar[g]]))
                    can += [("germplasm", g) for g in mat]
                    to = self.sample(can, r.randrange(0, 3))
                    left, out = 60, []
                    for k, x in to:
                        sh = r.randrange(0, left + 1)
                        left -= sh
                        out.append({k: x, "share": sh / 100})
                        refs.append(self.ev[x])
                    if out or self.chance(.3):
                        p["royalties"] = out
            if self.src and self.chance(.2):
                p["source"] = r.choice(self.src)
            self.evidence(p, p["id"], refs)
            ps.append(p)
        self.ps = ps
        if ps:
            d["projects"] = list(ps)

    def relations(self, d):
        r, on = self.r, self.on
        big = 0 if self.tiny else 1
        if on("agreements"):
            out, seen = [], set()
            for _ in range(r.randrange(0, 2 + 3 * big)):
                a, b = self.sample(self.orgs, 2)
                cs = self.sample(self.cats, r.randrange(0, 3))
                if (a, b) in seen:
                    continue
                seen.add((a, b))
                x = {"from": a, "to": b}
                if cs or self.chance(.3):
                    x["categories"] = cs
                if self.chance(.6):
                    x["signed"] = self.coarse(self.past_days(1)[0])
                self.since(x)
                self.evidence(x, None, [self.ev[a], self.ev[b]] + [self.ev[c] for c in cs])
                out.append(x)
            if out:
                d["agreements"] = out
        sv = [o for o in self.orgs if self.kind[o] == "service"]
        if on("services") and sv:
            out, seen = [], set()
            for _ in range(r.randrange(0, 2 + 4 * big)):
                a, b, c = r.choice(sv), r.choice(self.orgs), r.choice(self.cats)
                if a == b or (a, b, c) in seen:
                    continue
                seen.add((a, b, c))
                x = {"provider": a, "client": b, "category": c}
                self.since(x)
                self.evidence(x, None, [self.ev[a], self.ev[b], self.ev[c]])
                out.append(x)
            if out:
                d["services"] = out
        gov = [o for o in self.orgs if self.kind[o] == "government"]
        if on("funding") and gov and self.ps:
            out, seen = [], set()
            for _ in range(r.randrange(0, 4)):
                p = r.choice(self.ps)
                a = r.choice(gov)
                if p["performer"] == a or (a, p["id"]) in seen:
                    continue
                seen.add((a, p["id"]))
                x = {"from": a, "to": p["performer"], "project": p["id"], "amount": self.money(), "year": self.as_of.year - r.randrange(0, 5)}
                self.evidence(x, None, [self.ev[a], self.ev[p["performer"]], self.ev[p["id"]]])
                out.append(x)
            if out:
                d["funding"] = out
        objs = [("project", p["id"]) for p in self.ps] + [("germplasm", g["id"]) for g in self.gs]
        if on("licences") and objs:
            out, seen = [], set()
            for _ in range(r.randrange(0, 3 + 4 * big)):
                k, i = r.choice(objs)
                to = r.choice(self.orgs)
                if (i, to) in seen:
                    continue
                seen.add((i, to))
                x = {k: i, "to": to, "use": r.choice(["research", "breeding", "commercial", "commercial"])}
                refs = [self.ev[i], self.ev[to]]
                if self.chance(.4):
                    f = r.choice([o for o in self.orgs if o != to])
                    x["from"] = f
                    refs.append(self.ev[f])
                dd = self.past_days(1, 10)
                if self.chance(.85):
                    x["signed"] = self.coarse(dd[0])
                if self.chance(.4):
                    x["ends"] = self.coarse(self.day(dd[0], self.as_of + datetime.timedelta(days=1500)))
                for key, p in (("exclusive", .3), ("sublicence", .4)):
                    if self.chance(p):
                        x[key] = self.chance(.6)
                if self.chance(.2):
                    x["fee"] = self.money()
                if self.chance(.2):
                    x["royalty"] = .03
                self.evidence(x, None, refs)
                out.append(x)
            if out:
                d["licences"] = out
        if on("adoptions") and on("regions") and objs:
            out, seen = [], set()
            for _ in range(r.randrange(0, 3 + 8 * big)):
                k, i = r.choice(objs)
                reg, y, u = r.choice(self.regions), self.as_of.year - r.randrange(0, 9), r.choice(["mu", "mu", "hectare", "head"])
                if (i, reg, y, u) in seen:
                    continue
                seen.add((i, reg, y, u))
                x = {k: i, "region": reg, "year": y, "area": 0 if self.chance(.1) else r.randrange(1, 5000) * 100, "unit": u}
                self.evidence(x, None, [self.ev[i]])
                out.append(x)
            if out:
                d["adoptions"] = out

    KEYS = {"projects": "csop", "builds-on": "csop", "answers": "csop", "capabilities": "cso", "agreements": "co", "demands": "csop",
            "services": "co", "licences": "co", "adoptions": "cp"}

    def completeness(self, d):
        r = self.r
        out = []
        n = r.randrange(0, 9) if self.tiny else r.choice([0, r.randrange(1, 6), r.randrange(4, 14)])
        wide = self.tiny or self.chance(.5)
        if self.on("audits") and not self.tiny and self.chance(.3):
            for c in self.cats:
                for _ in range(r.choice([0, 1, 1, 2])):
                    x = {"list": "builds-on", "category": c, "checked": r.randrange(1, 40)}
                    x["found"] = r.randrange(0, x["checked"] + 1)
                    self.evidence(x, None, [self.ev[c]])
                    out.append(x)
        if self.chance(.7 if self.tiny else .3):           # a good register: most lists complete for any scope
            q = r.choice([.5, .8, .95])
            for lst in self.KEYS:
                if self.chance(q) and "all" not in self.off:
                    x = {"list": lst}
                    if self.chance(.3):
                        x["category"] = r.choice(self.cats)
                    if "p" in self.KEYS[lst] and self.chance(.2):
                        x["from"] = self.coarse(self.past_days(1, 16)[0])
                    if any(contradict(x, z) or same(x, z) for z in out):
                        continue
                    self.evidence(x, None, [self.ev[x["category"]]] if "category" in x else [])
                    out.append(x)
        for _ in range(n):
            lst = r.choice(list(self.KEYS) + ["projects", "builds-on", "capabilities", "adoptions", "licences"])
            ks = self.KEYS[lst]
            x, refs = {"list": lst}, []
            narrow = .25 if wide else .5
            if "c" in ks and self.chance(.5):
                x["category"] = r.choice(self.cats)
                refs.append(self.ev[x["category"]])
            if "s" in ks and self.chance(narrow):
                x["stage"] = r.choice(STAGES)
            if "o" in ks and self.chance(narrow):
                x["organization"] = r.choice(self.orgs)
                refs.append(self.ev[x["organization"]])
            if "p" in ks and self.chance(.4):
                a, b = self.past_days(2, 16)
                if self.chance(.8):
                    x["from"] = self.coarse(a)
                if self.chance(.4):
                    x["to"] = self.coarse(b)
            y = r.random()
            if self.on("audits") and lst == "builds-on" and y < .3:
                for k in ("stage", "organization", "from", "to"):
                    x.pop(k, None)
                refs = []
                x["category"] = r.choice(self.cats)
                refs.append(self.ev[x["category"]])
                x["checked"] = r.randrange(1, 40)
                x["found"] = r.choice([0, x["checked"], r.randrange(0, x["checked"] + 1), r.randrange(0, x["checked"] + 1)])
            elif y < .4:
                x["recorded"] = r.choice(["some", "none"])
            elif y < .5:
                x["recorded"] = "all"
            if "all" in self.off and is_all(x):
                continue
            if any(contradict(x, z) or same(x, z) for z in out):
                continue
            self.evidence(x, None, refs)
            out.append(x)
        if out:
            d["completeness"] = out

    def assume(self, d):
        r = self.r

        def tri():
            a, b, c = sorted(r.choice([1, 2, 3, 4, 5, 6, 8, 2.5]) for _ in range(3))
            return {"min": a, "mode": b, "max": c}
        dflt = {"basic": ((2, 4, 6), .3), "applied-basic": ((2, 3, 5), .4), "applied": ((3, 4, 6), .5), "industrialization": ((2, 3, 4), .6)}
        use = {s: {"m": F(sum(v[0]), 3), "s": F(str(v[1]))} for s, v in dflt.items()}

        def fill(cur):
            x = {}
            cur = dict(cur)
            if self.chance(.6):
                x["success"] = r.choice([0, .1, .25, .3, .4, .5, .75, 1]) if self.chance(.9) else 0
                cur["s"] = F(str(x["success"]))
            if self.chance(.6):
                x["duration_years"] = t = tri()
                cur["m"] = sum(F(str(v)) for v in t.values()) / 3
            if self.on("ranges"):
                if self.chance(.4):
                    x["success_between"] = [float(cur["s"] * r.choice([F(1, 2), F(3, 4), 1])), float(min(F(1), cur["s"] + F(r.choice([0, 1, 2]), 10)))]
                if self.chance(.4):
                    lo, hi = int(cur["m"]), int(cur["m"]) + r.randrange(1, 3)
                    x["mean_years_between"] = [max(lo, .5), hi]
            return x, cur
        a = {"stages": {}, "categories": {}}
        for s in STAGES:
            if self.chance(.6):
                x, use[s] = fill(use[s])
                if x:
                    a["stages"][s] = x
        for c in self.cats:
            if self.chance(.4):
                cc = {}
                for s in STAGES:
                    if self.chance(.4):
                        x, _ = fill(use[s])
                        if x:
                            cc[s] = x
                if cc:
                    a["categories"][c] = cc
        d["assumptions"] = {k: v for k, v in a.items() if v}
        if not d["assumptions"]:
            del d["assumptions"]


def is_all(x):
    return x.get("checked") is None and x.get("recorded", "all") == "all"


def weaker(x):
    return (x.get("recorded") in ("some", "none")) or (x.get("checked") is not None and x["found"] < x["checked"])


def overlap(x, y):
    if x["list"] != y["list"]:
        return False
    for k in ("category", "stage", "organization"):
        if x.get(k) is not None and y.get(k) is not None and x[k] != y[k]:
            return False
    return True        # periods: careful side


def contradict(x, y):
    return overlap(x, y) and ((is_all(x) and weaker(y)) or (is_all(y) and weaker(x)) or
                              {x.get("recorded"), y.get("recorded")} == {"some", "none"})


def same(x, y):
    return all(x.get(k) == y.get(k) for k in ("list", "category", "stage", "organization", "from", "to")) and \
        (x.get("checked") is None) == (y.get("checked") is None)


def main(argv):
    off = [a[5:] for a in argv if a.startswith("--no-")]
    scale = int(argv[argv.index("--scale") + 1]) if "--scale" in argv else 1
    seed = [a for a in argv if not a.startswith("--")][0]
    json.dump(Gen(seed, "--tiny" in argv, off, scale, "--sparse" in argv).doc(), sys.stdout, ensure_ascii=False, indent=1)
    print()


if __name__ == "__main__":
    main(sys.argv[1:])
