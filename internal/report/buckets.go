package report

import (
	"time"

	"daybrief/model"
)

// buckets are the ages of money that is owed or not billed, in days.
func buckets() []string {
	return []string{"not_due", "0-30", "31-60", "61-90", "91-120", "121-180", "181-270", "271-365", "over-365"}
}

// bucket is where an age belongs, in whole days; below 0 is not due.
func bucket(age int) string {
	for i, top := range []int{-1, 30, 60, 90, 120, 180, 270, 365} {
		if age <= top {
			return buckets()[i]
		}
	}
	return "over-365"
}

// age is how many local days lie between a calendar day and today.
func (a Ask) age(day time.Time) int { return int(a.today().Sub(day) / (24 * time.Hour)) }

// bucketColumns are the columns of the buckets; without a due date nothing is
// not due.
func bucketColumns(due bool, of string) []Column {
	var out []Column
	for _, b := range buckets() {
		if b == "not_due" && !due {
			continue
		}
		title, meaning := b, of+" that is "+b+" days old"
		switch b {
		case "not_due":
			title, meaning = "not due", of+" that is not due yet"
		case "over-365":
			title, meaning = "older", of+" that is more than 365 days old"
		}
		out = append(out, Column{Key: b, Title: title, Unit: Money, Meaning: model.Sentence(meaning), part: true})
	}
	return out
}
