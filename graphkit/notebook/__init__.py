"""What a notebook shows of a graph: data frames, a summary, pictures, measures; each needs the extra ``notebook`` but the summary and the measures."""
