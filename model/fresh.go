package model

import "time"

// Fresh is a value together with the time at which the server last confirmed
// it. A failed poll leaves both as they were: the value stays, and its age
// grows. A zero At means that the value was never had.
type Fresh[T any] struct {
	Value T
	At    time.Time
}

// Known reports whether the value was ever had.
func (f Fresh[T]) Known() bool { return !f.At.IsZero() }

// Age is how old the value is; 0 when it was never had or the clock stepped
// back.
func (f Fresh[T]) Age(now time.Time) time.Duration {
	if f.At.IsZero() || now.Before(f.At) {
		return 0
	}
	return now.Sub(f.At)
}
