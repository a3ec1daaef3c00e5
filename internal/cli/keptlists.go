package cli

import (
	"bytes"
	"compress/gzip"
	"context"
	"encoding/json"
	"hash/fnv"
	"reflect"
	"strconv"
	"strings"
	"time"

	"daybrief/internal/history"
	"daybrief/internal/psa"
	"daybrief/internal/report"
)

// settledAfter is how many days after its end a period counts as settled: until
// then time is still logged, approved and corrected. What a report has fetched by
// then is not kept.
const settledAfter = 7

// keptLists are the lists of a settled period that were fetched once, in the
// history on this computer. Only a whole list is kept.
type keptLists struct {
	db  *history.DB
	ask report.Ask
}

// keptLists is where the lists of a question are kept; nil where they are not: the
// report speaks of now, its period is not settled, or there is no history.
func (t *tenant) keptLists(ctx context.Context, kind report.Report, ask report.Ask) *keptLists {
	if kind.Now || t.made || t.past == nil {
		return nil
	}
	if _, end := ask.Bounds(); ask.Now.Before(end.AddDate(0, 0, settledAfter)) {
		return nil
	}
	db, err := t.past(ctx)
	if err != nil || db == nil {
		return nil
	}
	return &keptLists{db, ask}
}

// keptList is a list as it is kept.
type keptList struct {
	At      time.Time
	Records psa.Records
}

// keys name everything that a list depends on: what is asked, and for tables
// without a time the period that they were fetched for. The second is that of a
// list which was asked for by company; the whole one serves as well.
func (k *keptLists) keys(q psa.RecordQuery) []string {
	from, to := q.From, q.To
	if from.IsZero() {
		from, to = k.ask.Bounds()
	}
	whole := strings.Join([]string{"list", keptShape(), string(q.List), strconv.FormatInt(from.Unix(), 10), strconv.FormatInt(to.Unix(), 10)}, "|")
	if q.Only == nil || k.ask.Company == "" {
		return []string{whole}
	}
	return []string{whole, whole + "|" + strings.ToLower(k.ask.Company)}
}

// get is a list that was kept; false when none was, or when it is to be fetched
// anew.
func (k *keptLists) get(ctx context.Context, q psa.RecordQuery) (psa.Records, bool) {
	if k == nil || k.ask.Fresh {
		return psa.Records{}, false
	}
	for _, key := range k.keys(q) {
		body, ok, err := k.db.Period(ctx, key)
		if err != nil || !ok {
			continue
		}
		var had keptList
		r, err := gzip.NewReader(bytes.NewReader(body))
		if err != nil || json.NewDecoder(r).Decode(&had) != nil || had.At.IsZero() || had.At.After(k.ask.Now) {
			continue // what can't be read, or a clock that was ahead has kept, is fetched anew
		}
		had.Records.Fetched = had.At
		return had.Records, true
	}
	return psa.Records{}, false
}

// put keeps a list that came whole. A disk that takes nothing is no fault of the
// report: then it is fetched again the next time.
func (k *keptLists) put(ctx context.Context, q psa.RecordQuery, r psa.Records) error {
	if k == nil || r.Cut || r.Skipped > 0 || r.Parts != nil || r.Lacks != "" || len(r.Refused) > 0 {
		return nil
	}
	var body bytes.Buffer
	w := gzip.NewWriter(&body)
	if err := json.NewEncoder(w).Encode(keptList{k.ask.Now, r}); err != nil {
		return err
	}
	if err := w.Close(); err != nil {
		return err
	}
	keys := k.keys(q)
	return k.db.PutPeriod(ctx, keys[len(keys)-1], body.Bytes())
}

// keptShape stands for all fields of a list: what an earlier daybrief has kept
// without one of them is not taken for a list that lacks it.
func keptShape() string {
	h, seen := fnv.New64a(), map[reflect.Type]bool{}
	var walk func(reflect.Type)
	walk = func(t reflect.Type) {
		_, _ = h.Write([]byte(t.String() + ";"))
		if seen[t] {
			return
		}
		seen[t] = true
		switch t.Kind() {
		case reflect.Pointer, reflect.Slice, reflect.Array:
			walk(t.Elem())
		case reflect.Map:
			walk(t.Key())
			walk(t.Elem())
		case reflect.Struct:
			for i := range t.NumField() {
				_, _ = h.Write([]byte(t.Field(i).Name + " "))
				walk(t.Field(i).Type)
			}
		}
	}
	walk(reflect.TypeFor[keptList]())
	return strconv.FormatUint(h.Sum64(), 36)
}
