def render_pdf(pk):
    raise NotImplementedError
