package cwtest

import (
	"strings"
	"testing"
)

type fruit struct {
	n    int64
	name string
	tree string
	ripe bool
	at   int64
}

func fruitShape() *resource[fruit] {
	return &resource[fruit]{name: "fruit", id: func(f *fruit) int64 { return f.n }, blank: "colour",
		fields: []field[fruit]{
			key("id", func(f *fruit) int64 { return f.n }),
			text("name", func(f *fruit) string { return f.name }),
			object("tree", text("name", func(f *fruit) string { return f.tree })),
			flag("ripe", func(f *fruit) bool { return f.ripe }),
			when("picked", func(f *fruit) int64 { return f.at }),
			real("weight", func(f *fruit) float64 { return float64(f.n) / 2 }),
			fixed(text("secret", func(*fruit) string { return "x" })),
		},
		aliases: stamps(func(f *fruit) int64 { return f.at }, func(f *fruit) int64 { return f.at })}
}

func TestConditions(t *testing.T) {
	t.Parallel()
	apple := fruit{n: 7, name: "Green Apple", tree: "Apple", ripe: true, at: 1773100800} // 2026-03-10T00:00:00Z
	for cond, want := range map[string]bool{
		"": true, "id=7": true, "id != 7": false, "id<7": false, "id<=7": true, "id>6 AND id<8": true, "id>=8 or id=7": true,
		`name="green apple"`: true, "name='Green Apple'": true, `name != "x"`: true, `name contains "APP"`: true,
		`name not contains "pear"`: true, `name like "green%"`: true, `name like "*apple"`: true, `name like "green"`: false,
		`name not like "gr%le"`: false, `name in ("a","green apple")`: true, "id in (1,2,7)": true, "id not in (1,2)": true,
		"id not in (7)": false, "ripe=true": true, "ripe = FALSE": false, `tree/name="apple"`: true, `colour/id=5`: false,
		"colour=null": true, "colour != null": false, "name != null": true, `colour != "red"`: false, `colour not contains "e"`: false,
		"picked=[2026-03-10]": true, "picked>[2026-03-09T23:59:59Z]": true, "lastUpdated <= [2026-03-10T00:00:00Z]": true,
		"dateEntered<[2026-01-01]": false, "weight=3.5": true, "weight>3": true, "weight < -1": false,
		"id=1 or id=7 and ripe=false": false, "(id=1 or id=7) and ripe=true": true, "((id=7))": true,
		"id=1 and id=2 or id=7": true,
	} {
		c, err := parseCondition(cond)
		if err != nil {
			t.Errorf("%s: %v", cond, err)
			continue
		}
		ok, err := bind(fruitShape(), c)
		if err != nil {
			t.Errorf("%s: %v", cond, err)
		} else if got := ok(&apple); got != want {
			t.Errorf("%s = %v", cond, got)
		}
	}
}

func TestConditionsRefused(t *testing.T) {
	t.Parallel()
	for _, cond := range []string{
		"id", "id=", "=7", "id=7 and", "id=7 id=8", "(id=7", "id=7)", "id 7", "id==7", "id in 7", "id in ()", "id in (1,)", "id in (1 2)",
		`name="open`, `name="a\"b"`, `name='it''s'`, "name=apple", "id=7x", "picked=[yesterday]", "picked=[2026-03-10T00:00:00.5Z]",
		"picked=[2026-03-10T00:00:00+01:00]", `picked="2026-03-10"`, "ripe=1", `ripe="true"`, `id="7"`, "name=5", `id contains "7"`,
		"name<null", "secret='x'", "weight=null and nonsense=1", "tree='apple'", "tree/id=1", "unknown=null", "not id=7", "id not 7",
		"id=7;", "id in (null)", `name contains null`, strings.Repeat("(", 100) + "id=7" + strings.Repeat(")", 100),
	} {
		c, err := parseCondition(cond)
		if err == nil {
			_, err = bind(fruitShape(), c)
		}
		if err == nil {
			t.Errorf("%s was taken", cond)
		}
	}
}

func TestFields(t *testing.T) {
	t.Parallel()
	pear := fruit{n: 2, name: "a\"\\\n\x1b\u202e\xff", tree: "Pear"}
	for list, want := range map[string]string{
		"id":                 `{"id":2}`,
		"tree/name,id":       `{"tree":{"name":"Pear"},"id":2}`,
		"tree":               `{"tree":{"name":"Pear"}}`,
		"picked":             `{}`,
		"colour,colour/name": `{}`,
		"name":               "{\"name\":\"a\\\"\\\\\\n\\u001b\u202e\\ufffd\"}",
		"ripe, weight":       `{"ripe":false,"weight":1.00}`,
	} {
		plan, err := fruitShape().plan(list)
		if err != nil {
			t.Errorf("%s: %v", list, err)
			continue
		}
		if got := string(appendRecord(nil, &pear, plan)); got != want {
			t.Errorf("%s = %s, want %s", list, got, want)
		}
	}
	for _, list := range []string{"nope", "id,nope", "tree/nope", "id/x", ",", "tree/name/x", "Id"} {
		if _, err := fruitShape().plan(list); err == nil {
			t.Errorf("%s was taken", list)
		}
	}
}

func FuzzConditions(f *testing.F) {
	for _, s := range []string{"id=7", `name like "a%*b"`, "(id in (1,2) or ripe=true) and picked>[2026-01-01]", `name not contains 'x'`, "((((", "[", "id=-"} {
		f.Add(s)
	}
	shape := fruitShape()
	f.Fuzz(func(t *testing.T, s string) {
		c, err := parseCondition(s)
		if err != nil {
			return
		}
		if c == nil && strings.TrimSpace(s) != "" {
			t.Fatalf("%q was read as nothing", s)
		}
		_ = overrun(c)
		ok, err := bind(shape, c)
		if err != nil {
			return
		}
		one, two := fruit{n: 7, name: "Green Apple"}, fruit{n: 7, name: "Green Apple"}
		if ok(&one) != ok(&two) {
			t.Fatalf("%q depends on more than the record", s)
		}
	})
}
