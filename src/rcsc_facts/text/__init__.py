"""A text and what stands in it: paragraphs, sentences, figures and places. Knows no claims."""
