"""Programs, languages and formats by name that ads ask for: the same word in every language."""

TOOLS = frozenset(
    """abaqus airtable alma android angular ansible apache arcgis archicad asana augias
    autocad aws azure backstage bash bigquery bitbucket blender bootstrap burp c++ c# cad canva
    captureone ceph chef cisco civicrm cobol confluence copernicus css cypress datev debian delphi
    django docker drupal dspace dynamics eclipse elasticsearch elixir elster erlang ethereum excel
    fastapi figma filemaker firewall flask flexnow fortran freecad gimp git github gitlab go gradle
    grafana graphql groovy hadoop haskell helm hibernate hornetsecurity hubspot html ilias
    illustrator indesign infoblox inkscape ios istio java javascript jenkins jest jira jquery julia
    kafka kanban keycloak kibana koha kotlin kubernetes laravel latex lexware libreoffice lightroom
    linux looker lua magento mailchimp mariadb markdown matlab maven mongodb moodle mysql nagios
    navision .net netbox nextcloud next.js nginx nmap node.js notion numpy odoo openshift openstack
    oracle orbitrap outlook pandas perl personio photoshop php podman postgres postgresql power
    powerpoint powershell premiere prometheus puppet pytest python pytorch qgis qlab qlik rabbitmq
    rails react redhat redis redmine revit ruby rust salesforce saltstack sap sas scala scrum
    selenium servicenow sharepoint shopify shopware sketch slack snowflake solidworks splunk spring
    sql sqlite stata svelte swift symfony tableau tailwind teams tensorflow terraform tomcat trados
    trello typescript typo3 ubuntu unity unix unreal vagrant vba visio vmware vue vue.js windows
    wireshark word wordpress xml yaml zabbix zendesk zoom zotero spss""".split()
)
COMMON = frozenset(
    """access ada chef css go helm html julia looker next notion oracle power premiere react ruby rust
    sketch spring swift teams tailwind firewall unity unreal vagrant windows word zoom""".split()
)
"""Tools whose names are other words, too: they are not looked for."""
