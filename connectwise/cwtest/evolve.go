package cwtest

type happening struct{}
type crowd struct{}

func (w *world) advance(now int64) {}
