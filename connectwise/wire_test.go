package connectwise

import (
	"encoding/json"
	"testing"
	"time"
)

func TestTolerantFields(t *testing.T) {
	t.Parallel()
	type doc struct {
		S str
		N num
		R real
		F flag
		M moment
		P place
	}
	at := time.Date(2026, 1, 27, 16, 0, 0, 0, time.UTC)
	for in, want := range map[string]doc{
		`{}`: {},
		`{"S":null,"N":null,"R":null,"F":null,"M":null,"P":null}`: {},
		`{"S":"a","N":5,"R":1.5,"F":true}`:                        {S: "a", N: 5, R: 1.5, F: 1},
		`{"S":5,"N":"5","R":"1.5","F":"True"}`:                    {S: "5", N: 5, R: 1.5, F: 1},
		`{"S":true,"N":5.0,"R":2,"F":"False"}`:                    {S: "true", N: 5, R: 2, F: -1},
		`{"S":{"x":1},"N":[1],"R":{},"F":[],"M":{},"P":[]}`:       {},
		`{"S":"a\u001bb","N":" 7 ","R":"x","F":"maybe"}`:          {S: "a\x1bb", N: 7},
		`{"N":9007199254740993}`:                                  {N: 9007199254740993},
		`{"N":"9223372036854775808","R":"NaN"}`:                   {},
		`{"N":-4,"R":1e300}`:                                      {N: -4},
		`{"M":"2026-01-27T16:00:00Z"}`:                            {M: moment(at)},
		`{"M":"2026-01-27T16:00:00"}`:                             {M: moment(at)},
		`{"M":"2026-01-27T16:00:00.000"}`:                         {M: moment(at)},
		`{"M":"2026-01-27T16:00:00.1234567Z"}`:                    {M: moment(at.Add(123456700))},
		`{"M":"2026-01-27T11:00:00-05:00"}`:                       {M: moment(at)},
		`{"M":"2026-01-27 16:00:00"}`:                             {M: moment(at)},
		`{"M":"2026-01-27"}`:                                      {M: moment(at.Add(-16 * time.Hour))},
		`{"M":"0001-01-01T00:00:00Z"}`:                            {},
		`{"M":"9999-12-31T23:59:59Z"}`:                            {},
		`{"M":"2026-02-30T00:00:00Z"}`:                            {},
		`{"M":"next Tuesday at noon"}`:                            {},
		`{"M":1769529600}`:                                        {},
		`{"P":{"id":3,"name":"Remote"}}`:                          {P: "Remote"},
		`{"P":"Remote"}`:                                          {P: "Remote"},
		`{"s":"lower","S":"later wins"}`:                          {S: "later wins"},
	} {
		var got doc
		err := json.Unmarshal([]byte(in), &got)
		if readable(&got); err != nil || got != want {
			t.Errorf("%s: got %+v, %v; want %+v", in, got, err, want)
		}
	}
}

func FuzzDecodeTickets(f *testing.F) {
	f.Add([]byte(`[{"id":1,"board":{"id":2,"name":"x"},"_info":{"lastUpdated":"2026-01-01T00:00:00Z"}},null,{"id":"x"}]`))
	f.Add([]byte(`[{"id":1,"slaStatus":"Respond by Mon 01/27 4:00 PM UTC-08","sla":{"name":"Gold"}}]`))
	f.Add([]byte(`{}`))
	m := ticketMapper{now: testNow()}
	f.Fuzz(func(t *testing.T, in []byte) {
		ws, _, err := decodeList[ticketWire](&reply{op: "x", body: in})
		if err != nil {
			if ws != nil {
				t.Fatal("rows and an error")
			}
			return
		}
		for i := range ws {
			if tk, ok := m.ticket(&ws[i]); !ok || tk == nil {
				t.Fatal("a ticket got lost")
			}
		}
	})
}
