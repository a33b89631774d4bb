"""The spaCy components that find quotes, periods, figures, speakers and statements, one folder each."""
