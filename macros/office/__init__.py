"""Make the files for office programs: documents, slides and a workbook that an organisation changes in its own programs."""
