// Package wake tells when the machine has slept or its clock was set.
//
// Timers stand still while a machine sleeps: one that was to ring in a minute
// rings a minute after it wakes. Linux says at once that the clock has jumped;
// elsewhere the clock is looked at every two seconds. The package imports
// nothing of ours. Read Watch.
package wake
