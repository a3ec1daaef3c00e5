package cwtest

// Poison writes texts all over the tenant, as strangers could: open tickets'
// summaries, notes, companies, contacts, members, boards and statuses take one
// each in turn, as often as it goes around. What the records mean (ids,
// logins, flags, who works on what) stays as it is, and so does every ticket's
// lastUpdated: call it before the client's first request.
func (s *Server) Poison(texts []string) {
	if len(texts) == 0 {
		return
	}
	s.change(func(w *world, now int64) {
		next := 0
		text := func() string { next++; return texts[(next-1)%len(texts)] }
		for _, t := range w.tickets {
			if w.open(t) {
				t.summary = text()
				w.say(t, note{at: now, text: text(), customer: t.contact != 0, member: t.owner})
			}
		}
		for i := range w.companies {
			w.companies[i].name, w.companies[i].city = text(), text()
		}
		for i := range w.members {
			w.members[i].first, w.members[i].last = text(), ""
		}
		for i := range w.boards {
			w.boards[i].name = text()
		}
		for i := range w.statuses {
			w.statuses[i].name = text()
		}
		for _, e := range w.entries {
			e.name = text()
		}
		w.words.first, w.words.last = texts, []string{""}
	})
}
