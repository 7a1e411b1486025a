"""The running text: chapters, figures stated in it, contact details, what stands outside."""
