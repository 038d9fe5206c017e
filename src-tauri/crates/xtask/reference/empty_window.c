/* The least that a window with a web view costs: an empty page, and the folder named for its data.
   `cargo xtask bench` measures the app beside it. */
#include <webkit2/webkit2.h>

int main(int argc, char **argv)
{
    if (argc != 2 || !gtk_init_check(&argc, &argv))
        return 2;
    WebKitWebsiteDataManager *data = webkit_website_data_manager_new(
        "base-data-directory", argv[1], "base-cache-directory", argv[1], NULL);
    GtkWidget *page = webkit_web_view_new_with_context(
        webkit_web_context_new_with_website_data_manager(data));

    GtkWidget *window = gtk_window_new(GTK_WINDOW_TOPLEVEL);
    gtk_window_set_title(GTK_WINDOW(window), "Empty");
    gtk_window_set_default_size(GTK_WINDOW(window), 1080, 760);
    gtk_container_add(GTK_CONTAINER(window), page);
    g_signal_connect(window, "destroy", G_CALLBACK(gtk_main_quit), NULL);

    /* A colour, so that a page that has been drawn can be told from a window without one. */
    webkit_web_view_load_html(WEBKIT_WEB_VIEW(page),
        "<!doctype html><title>Empty</title><body bgcolor=\"#fbf6ef\">", NULL);
    gtk_widget_show_all(window);
    gtk_main();
    return 0;
}
