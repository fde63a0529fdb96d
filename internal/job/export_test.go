package job

// Kinds are those of the jobs that the queue works.
func (q *Queue) Kinds() []string { return q.kinds }
